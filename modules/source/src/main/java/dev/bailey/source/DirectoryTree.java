package dev.bailey.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A directory of the machine, for the command line. The appliance reads projects from git instead.
///
/// The files are listed once, when they are first asked for. Symbolic links are skipped, so nothing
/// outside the directory can be read through it. Its owner may name what is beside it by
/// [#outside].
public final class DirectoryTree implements SourceTree {
  private final Path root;
  private final Set<String> skipped;
  private @Nullable List<Entry> entries;

  /// @param skippedDirectories names of top-level directories to leave out, such as `target`
  public DirectoryTree(Path root, Set<String> skippedDirectories) {
    this.root = root.toAbsolutePath().normalize();
    this.skipped = skippedDirectories.stream().collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public synchronized List<Entry> entries() {
    List<Entry> known = entries;
    if (known == null) {
      known = list();
      entries = known;
    }
    return known;
  }

  private List<Entry> list() {
    var found = new ArrayList<Entry>();
    try {
      Files.walkFileTree(root, new Collector(found));
    } catch (IOException e) {
      throw new SourceTreeException("cannot list " + root, e);
    }
    found.sort(Comparator.comparing(Entry::path));
    return List.copyOf(found);
  }

  @Override
  public Optional<byte[]> read(String path) {
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new SourceTreeException("cannot read " + file, e);
    }
  }

  @Override
  public Optional<SourceTree> outside(String path) {
    Path there = root.resolve(path).normalize();
    return Files.isDirectory(there)
        ? Optional.of(new DirectoryTree(there, Set.of()))
        : Optional.empty();
  }

  private final class Collector extends SimpleFileVisitor<Path> {
    private final List<Entry> found;

    /// How much of a file's name is the root's: cutting it off is much cheaper than relativizing.
    private final int prefix = root.resolve("-").toString().length() - 1;

    Collector(List<Entry> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
      boolean top = root.equals(dir.getParent());
      String name = dir.equals(root) ? "" : dir.getFileName().toString();
      return name.equals(".git") || (top && skipped.contains(name))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        String path = file.toString().substring(prefix).replace('\\', '/');
        String id =
            attributes.size() + "-" + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        found.add(new Entry(path, id, attributes.size()));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
