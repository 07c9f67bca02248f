package dev.bailey.git;

import dev.bailey.registry.ProjectId;
import dev.bailey.source.SourceTree;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A home with a key ring and repositories, for tests.
public final class Home implements AutoCloseable {
  public static final ProjectId PROJECT = new ProjectId(12);
  public static final Author ANN = new Author("Ann", "ann@example.com");

  private final KeyRing ring;
  private final Repositories repositories;

  private Home(KeyRing ring, Repositories repositories) {
    this.ring = ring;
    this.repositories = repositories;
  }

  public static Home open(Path directory) {
    return open(directory, GitLimits.standard());
  }

  public static Home open(Path directory, GitLimits limits) {
    var random = new SecureRandom();
    Path file = directory.resolve("data/keyring");
    var master = new MasterKeyFile(directory.resolve("keys/master.key"), random);
    var ring = KeyRing.open(file, master, random);
    return new Home(
        ring,
        new Repositories(directory.resolve("data/git"), ring, random, limits, Clock.systemUTC()));
  }

  public KeyRing ring() {
    return ring;
  }

  public Repositories repositories() {
    return repositories;
  }

  /// The repository of [#PROJECT], made when it is not there.
  public GitRepository repository() {
    return repositories.find(PROJECT).orElseGet(() -> repositories.create(PROJECT, "main"));
  }

  /// Adds a commit to a branch, whatever it is at.
  public static Commit commit(GitRepository repository, String branch, Edit... edits) {
    var parent = repository.resolve("refs/heads/" + branch).map(Commit::id);
    return repository.commit(
        new CommitDraft(branch, parent, List.of(edits), ANN, "change " + branch));
  }

  public static Edit write(String path, String text) {
    return new Edit.Write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public static String text(SourceTree tree, String path) {
    return tree.read(path)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("(no such file)");
  }

  /// Every file with its text.
  public static Map<String, String> files(SourceTree tree) {
    var files = new TreeMap<String, String>();
    tree.entries().forEach(entry -> files.put(entry.path(), text(tree, entry.path())));
    return files;
  }

  /// A tree of these files.
  public static SourceTree tree(Map<String, String> files) {
    return new SourceTree() {
      @Override
      public List<Entry> entries() {
        return new TreeMap<>(files)
            .keySet().stream().map(path -> new Entry(path, path, -1)).toList();
      }

      @Override
      public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path))
            .map(text -> text.getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  @Override
  public void close() {
    repositories.close();
    ring.close();
  }
}
