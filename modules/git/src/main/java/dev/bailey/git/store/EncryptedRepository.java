package dev.bailey.git.store;

import dev.bailey.git.GitLimits;
import dev.bailey.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.internal.storage.dfs.DfsFsck;
import org.eclipse.jgit.internal.storage.dfs.DfsGarbageCollector;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryBuilder;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.util.FS;

/// A JGit repository whose every byte on the disk is encrypted. It has no work tree, no index and
/// no configuration file; several threads may use it at once.
public final class EncryptedRepository extends DfsRepository {
  /// With more packs than this, looking up an object and cloning become slow.
  private static final int MANY_PACKS = 24;

  /// How long objects that nothing reaches are kept: a push in progress may build on them.
  private static final Duration UNREACHABLE = Duration.ofDays(1);

  private final RepositoryFiles files;
  private final EncryptedObjects objects;
  private final EncryptedRefs refs;

  private EncryptedRepository(
      Builder builder, RepositoryFiles files, GitLimits limits, SecureRandom random, Clock clock) {
    super(builder);
    this.files = files;
    this.objects =
        new EncryptedObjects(this, builder.getReaderOptions(), files, limits, random, clock);
    this.refs = new EncryptedRefs(this);
    Settings.apply(getConfig());
  }

  /// Whether there is a repository in the directory.
  public static boolean exists(Path directory) {
    return RepositoryFiles.exists(directory);
  }

  /// Puts links to the files of a repository, which may be in use, into another directory: all that
  /// it consists of now, and perhaps what is being written.
  public static void link(Path directory, Path other) {
    RepositoryFiles.link(directory, other);
  }

  /// Makes an empty repository in a new directory.
  ///
  /// @param identity what it is, such as `git/project-12`; opening needs the same
  public static void create(
      Path directory, String identity, RepositoryKeys keys, SecureRandom random, Clock clock) {
    DurableFiles.createDirectories(directory);
    try (var files = new RepositoryFiles(directory, identity, keys, random, clock)) {
      files.commit(Manifest.empty());
    }
  }

  /// Opens a repository.
  ///
  /// @param keys become the repository's, which closes them
  /// @throws dev.bailey.storage.StorageException DAMAGED, IO
  public static EncryptedRepository open(
      Path directory,
      String identity,
      RepositoryKeys keys,
      GitLimits limits,
      SecureRandom random,
      Clock clock) {
    var options = new DfsReaderOptions();
    // Large objects that are stored as deltas can only be read whole.
    options.setStreamFileThreshold((int) Math.min(Integer.MAX_VALUE, limits.objectBytes()));
    var builder =
        new Builder()
            .setReaderOptions(options)
            .setRepositoryDescription(new DfsRepositoryDescription(identity))
            .setFS(FS.DETECTED);
    var files = new RepositoryFiles(directory, identity, keys, random, clock);
    try {
      return new EncryptedRepository(builder, files, limits, random, clock);
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  @Override
  public EncryptedObjects getObjectDatabase() {
    return objects;
  }

  @Override
  public RefDatabase getRefDatabase() {
    return refs;
  }

  /// Whether [#compact] would make it faster.
  public boolean manyPacks() {
    return objects.packCount() > MANY_PACKS;
  }

  /// Rewrites everything that refs reach into one pack, with bitmaps for cloning, and drops what
  /// they have not reached for a day.
  public void compact() throws IOException {
    var collector = new DfsGarbageCollector(this);
    collector.setReftableConfig(EncryptedRefs.config());
    collector.setGarbageTtl(UNREACHABLE.toHours(), TimeUnit.HOURS);
    collector.pack(NullProgressMonitor.INSTANCE);
  }

  /// Reads every pack and follows every ref; says what is wrong.
  public List<String> verify() throws IOException {
    var errors = new DfsFsck(this).check(NullProgressMonitor.INSTANCE);
    var found = new ArrayList<String>();
    errors.getCorruptObjects().forEach(object -> found.add("damaged object " + object.getId()));
    errors.getMissingObjects().forEach(id -> found.add("missing object " + id.name()));
    errors.getCorruptIndices().forEach(index -> found.add("damaged index " + index.getFileName()));
    errors.getNonCommitHeads().forEach(head -> found.add(head + " does not point to a commit"));
    return found;
  }

  /// How many bytes it has on the disk.
  public long bytesOnDisk() {
    return files.bytesOnDisk();
  }

  /// Takes other keys, and writes anew what is under the former one, while it is used.
  ///
  /// @param keys become the repository's, which closes them
  /// @param goOn asked before each file
  /// @return whether nothing is left under the former key
  public boolean rewrite(RepositoryKeys keys, BooleanSupplier goOn) {
    return files.rewrite(keys, goOn);
  }

  /// Closes the files and wipes the key. Whoever still reads gets an error.
  public void shut() {
    objects.close();
    files.close();
  }

  /// Only what the superclass needs.
  private static final class Builder extends DfsRepositoryBuilder<Builder, EncryptedRepository> {
    @Override
    public EncryptedRepository build() {
      throw new IllegalStateException("use EncryptedRepository.open");
    }
  }
}
