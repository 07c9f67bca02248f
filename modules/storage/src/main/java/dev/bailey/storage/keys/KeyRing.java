package dev.bailey.storage.keys;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The data keys: one for each [KeyOwner], wrapped by the master key, in one small file that is
/// authenticated as a whole and replaced atomically.
///
/// Destroying an owner's key makes all that was written under it unreadable, wherever copies of
/// that data are. That holds only as long as no copy of the ring itself outlives the destruction:
/// backups leave the ring out and keep their keys elsewhere (docs/decisions/0501).
///
/// Safe for use by several threads; one process at a time opens a ring.
public final class KeyRing implements AutoCloseable {
  private final Path file;
  private final MasterKey master;
  private final SecureRandom random;
  private final Map<KeyOwner, Key256> keys = new LinkedHashMap<>();
  private RingFile.Contents contents;

  private KeyRing(Path file, MasterKey master, SecureRandom random, RingFile.Contents contents) {
    this.file = file;
    this.master = master;
    this.random = random;
    this.contents = contents;
  }

  /// Opens the ring, or, in a directory where there is nothing else, makes one that holds the
  /// account's key.
  ///
  /// @param master becomes the ring's, which closes it
  /// @throws StorageException KEY_WRONG, KEY_MISSING or DAMAGED; nothing was changed then
  public static KeyRing open(Path file, MasterKey master, SecureRandom random) {
    if (!Files.exists(file)) {
      return create(file, master, random);
    }
    var ring = new KeyRing(file, master, random, RingFile.read(file, master, random));
    ring.contents
        .wrapped()
        .forEach((owner, wrapped) -> ring.keys.put(owner, ring.unwrap(owner, wrapped)));
    return ring;
  }

  private static KeyRing create(Path file, MasterKey master, SecureRandom random) {
    Path directory = DurableFiles.directoryOf(file);
    DurableFiles.createDirectories(directory);
    refuseIfThereIsData(file, directory);
    var ring = new KeyRing(file, master, random, RingFile.Contents.empty());
    ring.create(KeyOwner.account());
    return ring;
  }

  private static void refuseIfThereIsData(Path file, Path directory) {
    for (Path other : DurableFiles.list(directory)) {
      String name = other.getFileName().toString();
      if (!name.endsWith(DurableFiles.UNFINISHED) && !name.equals("lost+found")) {
        throw new StorageException(
            Code.KEY_MISSING,
            "there is data in %s, but no key ring %s. Put the key ring back; nothing was changed."
                .formatted(directory, file));
      }
    }
  }

  /// Makes a data key for an owner that has none; does nothing when there is one.
  ///
  /// @throws StorageException KEY_DESTROYED when the owner's key was destroyed: owners do not
  ///   return
  public synchronized void create(KeyOwner owner) {
    refuseIfDestroyed(owner);
    if (keys.containsKey(owner)) {
      return;
    }
    var key = Key256.random(random);
    try {
      var next = contents.with(owner, master.wrap(key, context(owner)));
      RingFile.write(file, next, master, random);
      contents = next;
      keys.put(owner, key);
    } catch (RuntimeException e) {
      key.close();
      throw e;
    }
  }

  /// Makes a data key for a project's next repository: an owner that never was.
  ///
  /// @throws StorageException KEY_DESTROYED when the project's key was destroyed
  public synchronized KeyOwner.Repository createForRepository(KeyOwner.Project project) {
    refuseIfDestroyed(project);
    int last =
        Stream.concat(keys.keySet().stream(), contents.destroyed().stream())
            .flatMap(owner -> repositoryOf(project, owner).stream())
            .mapToInt(KeyOwner.Repository::number)
            .max()
            .orElse(0);
    var next = new KeyOwner.Repository(project, last + 1);
    create(next);
    return next;
  }

  private static Optional<KeyOwner.Repository> repositoryOf(
      KeyOwner.Project project, KeyOwner owner) {
    return owner instanceof KeyOwner.Repository repository && repository.project().equals(project)
        ? Optional.of(repository)
        : Optional.empty();
  }

  /// The key of an owner for a purpose. The caller closes it.
  ///
  /// @throws StorageException KEY_DESTROYED or KEY_MISSING
  public Key256 key(KeyOwner owner, Purpose purpose) {
    return find(owner, purpose)
        .orElseThrow(
            () -> new StorageException(Code.KEY_MISSING, owner.label() + " has no data key"));
  }

  /// The key of an owner for a purpose, when the owner has one. The caller closes it.
  ///
  /// @throws StorageException KEY_DESTROYED
  public synchronized Optional<Key256> find(KeyOwner owner, Purpose purpose) {
    refuseIfDestroyed(owner);
    return Optional.ofNullable(keys.get(owner)).map(key -> key.derive(purpose.label()));
  }

  /// Destroys an owner's key for good, a project's together with those of its repositories. When
  /// this returns, no copy of it is on this disk's ring.
  public synchronized void destroy(KeyOwner owner) {
    List<KeyOwner> gone =
        switch (owner) {
          case KeyOwner.Account() ->
              throw new IllegalArgumentException("the account's key is the appliance's own");
          case KeyOwner.Repository repository -> List.of(repository);
          case KeyOwner.Project project ->
              Stream.<KeyOwner>concat(
                      Stream.of(project),
                      keys.keySet().stream().flatMap(one -> repositoryOf(project, one).stream()))
                  .toList();
        };
    var next = contents;
    for (var each : gone) {
      next = next.without(each);
    }
    RingFile.write(file, next, master, random);
    contents = next;
    for (var each : gone) {
      Optional.ofNullable(keys.remove(each)).ifPresent(Key256::close);
    }
  }

  /// Owners that have a key.
  public synchronized Set<KeyOwner> owners() {
    return Set.copyOf(keys.keySet());
  }

  @Override
  public synchronized void close() {
    keys.values().forEach(Key256::close);
    keys.clear();
    master.close();
  }

  private void refuseIfDestroyed(KeyOwner owner) {
    if (contents.destroyed().contains(owner)) {
      throw new StorageException(
          Code.KEY_DESTROYED, "the data of " + owner.label() + " was destroyed on purpose");
    }
  }

  private Key256 unwrap(KeyOwner owner, byte[] wrapped) {
    return master.unwrap(wrapped, context(owner));
  }

  private static String context(KeyOwner owner) {
    return "bailey data key of " + owner.label();
  }
}
