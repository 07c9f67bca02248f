package dev.bailey.git.store;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.file.EncryptedFile;
import dev.bailey.storage.keys.AesGcm;
import dev.bailey.storage.keys.Key256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;

/// The directory of one repository: encrypted files with random access under names that say
/// nothing, and a sealed manifest that lists which of them count.
///
/// Writing order is what makes an acknowledged push durable: the files are synced, then the names
/// of the directory, and only then a new manifest takes the place of the old one. A crash before
/// that leaves files that no manifest names, and those are deleted at the next start.
final class RepositoryFiles implements AutoCloseable {
  private static final String MANIFEST = "manifest";

  /// Files that stay open after use: opening one derives its keys.
  private static final int KEPT_OPEN = 16;

  /// Long enough for a clone that began before the file was replaced.
  private static final Duration GRACE = Duration.ofMinutes(30);

  private final Path directory;
  private final String identity;
  private final SecureRandom random;
  private final Clock clock;
  private final Map<String, Shared> open = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Instant> replaced = new LinkedHashMap<>();
  private RepositoryKeys keys;

  /// @param identity what the repository is, such as `git/project-12`; bound into every file
  /// @param keys become this object's, which closes them
  RepositoryFiles(
      Path directory, String identity, RepositoryKeys keys, SecureRandom random, Clock clock) {
    this.directory = directory;
    this.identity = identity;
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  /// Whether the directory holds a repository.
  static boolean exists(Path directory) {
    return Files.exists(directory.resolve(MANIFEST));
  }

  /// Links the manifest, and then all files that there are, those that it names among them.
  static void link(Path directory, Path other) {
    DurableFiles.link(directory.resolve(MANIFEST), other.resolve(MANIFEST));
    for (Path file : DurableFiles.list(directory)) {
      String name = file.getFileName().toString();
      if (!name.equals(MANIFEST) && !name.endsWith(DurableFiles.UNFINISHED)) {
        DurableFiles.link(file, other.resolve(name));
      }
    }
  }

  /// Reads the manifest and deletes what a crash left behind.
  Manifest recover(DfsRepositoryDescription repository) {
    var manifest = read(repository);
    for (Path file : DurableFiles.list(directory)) {
      String name = file.getFileName().toString();
      if (!name.equals(MANIFEST) && !manifest.lengths().containsKey(name)) {
        DurableFiles.delete(file);
      }
    }
    return manifest;
  }

  private synchronized Manifest read(DfsRepositoryDescription repository) {
    Path file = directory.resolve(MANIFEST);
    try {
      byte[] sealed = Files.readAllBytes(file);
      byte[] plain =
          opened(keys.present(), sealed)
              .or(() -> keys.former().flatMap(former -> opened(former, sealed)))
              .orElseThrow(() ->
                  new StorageException(
                      Code.DAMAGED,
                      file
                          + " is damaged, or belongs to another repository. Restore it from"
                          + " a backup."));
      return Manifest.decode(plain, repository);
    } catch (IOException e) {
      throw StorageException.io("cannot read " + file, e);
    }
  }

  private Optional<byte[]> opened(Key256 key, byte[] sealed) {
    try (var seal = manifestSeal(key)) {
      return seal.open(sealed, context());
    }
  }

  private AesGcm manifestSeal(Key256 key) {
    try (var sealing = key.derive("bailey git manifest")) {
      return new AesGcm(sealing, random);
    }
  }

  /// Makes a manifest the one that counts. Returns when it is on the disk, with all it names.
  synchronized void commit(Manifest manifest) {
    DurableFiles.syncDirectory(directory);
    replaceManifest(manifest.encode());
    deleteReplaced(clock.instant().minus(GRACE));
  }

  private void replaceManifest(byte[] plain) {
    try (var seal = manifestSeal(keys.present())) {
      DurableFiles.replace(directory.resolve(MANIFEST), seal.seal(plain, context()));
    }
  }

  /// Takes other keys, and writes anew what is under the former one. Who reads a file meanwhile
  /// goes on with it as it was.
  ///
  /// @param next become this object's, which closes them
  /// @param goOn asked before each file
  /// @return whether nothing is left under the former key that somebody may want to read; a file
  ///   that is being written at the moment is
  synchronized boolean rewrite(RepositoryKeys next, BooleanSupplier goOn) {
    keys.close();
    keys = next;
    if (next.former().isEmpty()) {
      return true;
    }
    var manifest = read(new DfsRepositoryDescription(identity));
    replaceManifest(manifest.encode());
    boolean all = true;
    for (Path file : DurableFiles.list(directory)) {
      String name = file.getFileName().toString();
      if (name.equals(MANIFEST)
          || replaced.containsKey(name)
          || !EncryptedFile.isUnder(file, next.former().get())) {
        continue;
      }
      if (!goOn.getAsBoolean() || !manifest.lengths().containsKey(name)) {
        all = false;
      } else {
        rewrite(file, name, next.former().get());
      }
    }
    return all;
  }

  private void rewrite(Path file, String name, Key256 former) {
    String what = identity + "/" + name;
    Path copy = DurableFiles.unfinished(file);
    try (var from = EncryptedFile.open(file, former, what, false, random);
        var to = EncryptedFile.create(copy, keys.present(), what, random)) {
      from.copyTo(to);
    } catch (RuntimeException e) {
      DurableFiles.delete(copy);
      throw e;
    }
    DurableFiles.publish(copy, file);
  }

  /// Makes a file and opens it for writing.
  synchronized EncryptedFile create(String name) {
    return EncryptedFile.create(
        directory.resolve(name), keys.present(), identity + "/" + name, random);
  }

  /// Lends a file for reading; [#giveBack] ends that.
  ///
  /// @param length how long it must be
  synchronized EncryptedFile lend(String name, long length) throws FileNotFoundException {
    var shared = open.get(name);
    if (shared == null) {
      shared = new Shared(open(name, length));
      open.put(name, shared);
      closeEldest();
    }
    shared.users++;
    return shared.file;
  }

  synchronized void giveBack(String name, EncryptedFile file) {
    var shared = open.get(name);
    if (shared != null && shared.file == file) {
      shared.users--;
      closeEldest();
    }
  }

  private EncryptedFile open(String name, long length) throws FileNotFoundException {
    Path path = directory.resolve(name);
    if (!Files.exists(path)) {
      throw new FileNotFoundException(name);
    }
    var file = EncryptedFile.open(path, keyOf(path), identity + "/" + name, false, random);
    if (file.size() != length) {
      file.close();
      throw new StorageException(
          Code.DAMAGED,
          "%s has %d bytes, but %d were written: it was cut or lengthened. Restore it from a backup."
              .formatted(path, file.size(), length));
    }
    return file;
  }

  private Key256 keyOf(Path path) {
    return keys.former()
        .filter(former -> EncryptedFile.isUnder(path, former))
        .orElseGet(keys::present);
  }

  private void closeEldest() {
    var eldest = open.values().iterator();
    while (open.size() > KEPT_OPEN && eldest.hasNext()) {
      var shared = eldest.next();
      if (shared.users == 0) {
        shared.file.close();
        eldest.remove();
      }
    }
  }

  /// Deletes files that no manifest names, after those who may still read them are done.
  synchronized void retire(Collection<String> names) {
    names.forEach(name -> replaced.put(name, clock.instant()));
  }

  private synchronized void deleteReplaced(Instant before) {
    var names = replaced.entrySet().iterator();
    while (names.hasNext()) {
      var name = names.next();
      if (name.getValue().isAfter(before)) {
        return;
      }
      delete(name.getKey());
      names.remove();
    }
  }

  /// Deletes a file now, if it is there.
  synchronized void delete(String name) {
    var shared = open.remove(name);
    if (shared != null) {
      shared.file.close();
    }
    DurableFiles.delete(directory.resolve(name));
  }

  /// How many bytes the files have on the disk.
  long bytesOnDisk() {
    return DurableFiles.list(directory).stream().mapToLong(RepositoryFiles::size).sum();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // Deleted meanwhile.
    }
  }

  /// The names of all files that are open, for tests.
  synchronized Set<String> openNames() {
    return Set.copyOf(open.keySet());
  }

  @Override
  public synchronized void close() {
    open.values().forEach(shared -> shared.file.close());
    open.clear();
    replaced.keySet().forEach(name -> DurableFiles.delete(directory.resolve(name)));
    replaced.clear();
    keys.close();
  }

  private byte[] context() {
    return (identity + "/" + MANIFEST).getBytes(StandardCharsets.UTF_8);
  }

  /// A file that several readers use, each with a position of its own.
  private static final class Shared {
    private final EncryptedFile file;
    private int users;

    Shared(EncryptedFile file) {
      this.file = file;
    }
  }
}
