package dev.bailey.storage.keys;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

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
  private final RingLease lease;
  private final SecureRandom random;
  private RingLock lock;
  private MasterKeySource source;
  private MasterKey master;

  /// Counts master keys, since the ring was opened.
  private long masterKeys;

  private RingFile.Contents contents;
  private Runnable whenWritten = () -> {};

  private KeyRing(
      Path file,
      RingLease lease,
      RingLock lock,
      MasterKeySource source,
      MasterKey master,
      RingFile.Contents contents,
      SecureRandom random) {
    this.file = file;
    this.lease = lease;
    this.lock = lock;
    this.source = source;
    this.master = master;
    this.contents = contents;
    this.random = random;
  }

  /// What kind of master key a ring is under; empty where there is no ring yet.
  ///
  /// @throws StorageException DAMAGED
  public static Optional<MasterKeySource.Kind> kind(Path file) {
    return Files.exists(file) ? Optional.of(RingFile.lock(file).kind()) : Optional.empty();
  }

  /// Opens the ring, or, in a directory where there is nothing else, makes one that holds the
  /// account's key.
  ///
  /// @param source of the master key
  /// @throws StorageException KEY_WRONG, KEY_MISSING, KEY_EXPOSED, KEY_UNAVAILABLE, DAMAGED or,
  ///   when another process has it open, IN_USE; nothing was changed then
  public static KeyRing open(Path file, MasterKeySource source, SecureRandom random) {
    if (!Files.exists(file)) {
      refuseIfThereIsData(file);
    }
    var lease = RingLease.take(file);
    try {
      return Files.exists(file)
          ? read(file, lease, source, random)
          : create(file, lease, source, random);
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  private static KeyRing read(
      Path file, RingLease lease, MasterKeySource source, SecureRandom random) {
    RingLock lock = RingFile.lock(file);
    refuseOtherKind(file, lock, source);
    var master = unlock(file, source, lock, random);
    try {
      var contents = RingFile.read(file, master, random);
      return new KeyRing(file, lease, lock, source, master, contents, random);
    } catch (RuntimeException e) {
      master.close();
      throw e;
    }
  }

  private static void refuseOtherKind(Path file, RingLock lock, MasterKeySource source) {
    if (lock.kind() != source.kind()) {
      throw new StorageException(
          Code.KEY_WRONG,
          ("the key ring %s is under a master key of the kind '%s', and the configuration names"
                  + " '%s'. Put master_key_source back, or give the ring the other key with"
                  + " `bailey admin rotate-master-key --old-config`; nothing was changed.")
              .formatted(file, lock.kind().word(), source.kind().word()));
    }
  }

  private static MasterKey unlock(
      Path file, MasterKeySource source, RingLock lock, SecureRandom random) {
    Key256 key = source.unlock(lock);
    if (!lock.fits(key)) {
      key.close();
      throw new StorageException(
          Code.KEY_WRONG,
          (source.kind() == MasterKeySource.Kind.PASSPHRASE
                  ? "the passphrase is wrong for %s; nothing was changed."
                  : "the master key is not the one that %s was written with. Put the right key back;"
                      + " nothing was changed.")
              .formatted(file));
    }
    return new MasterKey(key, random);
  }

  private static KeyRing create(
      Path file, RingLease lease, MasterKeySource source, SecureRandom random) {
    var made = source.first();
    var lock = RingLock.of(source.kind(), made);
    var master = new MasterKey(made.key(), random);
    try {
      var ring = new KeyRing(file, lease, lock, source, master, RingFile.Contents.empty(), random);
      ring.create(KeyOwner.account());
      return ring;
    } catch (RuntimeException e) {
      master.close();
      throw e;
    }
  }

  /// Puts the ring under another master key, at once: from here on the old one opens nothing. No
  /// data is written anew. A crash leaves the ring under one of the two, and whichever it is can
  /// still be had from its source.
  ///
  /// @throws StorageException as [#open]; the present master key goes on to work then
  public synchronized void changeMasterKey(MasterKeySource other) {
    var made = other.next(lock);
    var next = RingLock.of(other.kind(), made);
    var successor = new MasterKey(made.key(), random);
    try {
      RingFile.write(file, next, contents, successor, random);
    } catch (RuntimeException e) {
      successor.close();
      throw e;
    }
    master.close();
    master = successor;
    lock = next;
    source = other;
    masterKeys++;
    source.settle();
    whenWritten.run();
  }

  /// Which master key it is under, for [#forgetFormerMasterKeys].
  public synchronized long masterKeyNumber() {
    return masterKeys;
  }

  /// Has former master keys destroyed that their source still holds, now that no copy of the ring
  /// is under them any more. Does nothing when the master key has changed again meanwhile.
  ///
  /// @param number the master key that all copies are under
  public synchronized void forgetFormerMasterKeys(long number) {
    if (number == masterKeys) {
      source.forgetFormer();
    }
  }

  private static void refuseIfThereIsData(Path file) {
    Path directory = DurableFiles.directoryOf(file);
    DurableFiles.createDirectories(directory);
    for (Path other : DurableFiles.list(directory)) {
      String name = other.getFileName().toString();
      if (!name.endsWith(DurableFiles.UNFINISHED)
          && !name.equals("lost+found")
          && !other.equals(RingLease.place(file))) {
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
    if (contents.keys().containsKey(owner)) {
      return;
    }
    var key = DataKey.first(contents.round(), random);
    try {
      write(contents.with(owner, key));
    } catch (RuntimeException e) {
      key.close();
      throw e;
    }
  }

  private void write(RingFile.Contents next) {
    RingFile.write(file, lock, next, master, random);
    contents = next;
    whenWritten.run();
  }

  /// Makes a data key for a project's next repository: an owner that never was.
  ///
  /// @throws StorageException KEY_DESTROYED when the project's key was destroyed
  public synchronized KeyOwner.Repository createForRepository(KeyOwner.Project project) {
    refuseIfDestroyed(project);
    int last =
        Stream.concat(contents.keys().keySet().stream(), contents.destroyed().stream())
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
    return Optional.ofNullable(contents.keys().get(owner)).map(key -> key.derive(purpose));
  }

  /// The same for the JCA. It holds no bytes of its own, and is good while the ring is open.
  public SecretKey borrow(KeyOwner owner, Purpose purpose, String algorithm) {
    return new BorrowedKey(this, owner, purpose, algorithm);
  }

  /// The key under which some of an owner's data may be still, while a rotation of data keys is
  /// under way. The caller closes it.
  ///
  /// @throws StorageException KEY_DESTROYED
  public synchronized Optional<Key256> former(KeyOwner owner, Purpose purpose) {
    refuseIfDestroyed(owner);
    return Optional.ofNullable(contents.keys().get(owner))
        .flatMap(key -> key.deriveFormer(purpose));
  }

  /// Begins a rotation of data keys; goes on with the one that is under way, if one is.
  public synchronized void beginRotation() {
    if (due().isEmpty()) {
      write(contents.inNextRound());
    }
  }

  /// How many rotations of data keys were begun.
  public synchronized int round() {
    return contents.round();
  }

  /// Owners whose key is of an earlier round, or some of whose data is.
  public synchronized List<KeyOwner> due() {
    return contents.keys().entrySet().stream()
        .filter(entry ->
            entry.getValue().round() < contents.round() || entry.getValue().former().isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Gives an owner a new key for what is written from now on, unless that was done in this round.
  synchronized void renew(KeyOwner owner) {
    var key = contents.keys().get(owner);
    if (key == null || key.round() == contents.round() || key.former().isPresent()) {
      return; // What a former key is for comes first.
    }
    var next = key.renewed(contents.round(), random);
    try {
      write(contents.with(owner, next));
    } catch (RuntimeException e) {
      next.present().close();
      throw e;
    }
    key.lasting().values().forEach(Key256::close); // The next has copies.
  }

  /// Retires the key that an owner had before: nothing is under it any more but backups, for which
  /// it stays until [#keepRetired] says otherwise.
  synchronized void settle(KeyOwner owner) {
    var key = contents.keys().get(owner);
    if (key != null && key.former().isPresent()) {
      var old = new ArrayList<>(contents.retired(owner));
      old.add(key.former().get());
      write(contents.with(owner, key.settled()).retiring(owner, old));
    }
  }

  /// By which to know, without a secret, the keys that each owner's data is under at the moment:
  /// the present one first.
  public synchronized Map<KeyOwner, List<KeyMark>> marks() {
    var marks = new LinkedHashMap<KeyOwner, List<KeyMark>>();
    contents
        .keys()
        .forEach((owner, key) -> marks.put(owner, key.keys().stream().map(KeyMark::of).toList()));
    return marks;
  }

  /// How many keys are there for backups alone.
  public synchronized int retired() {
    return contents.retired().values().stream().mapToInt(List::size).sum();
  }

  /// Destroys the retired keys that no backup needs any more.
  public synchronized void keepRetired(Set<KeyMark> needed) {
    var next = contents;
    var gone = new ArrayList<Key256>();
    for (var entry : contents.retired().entrySet()) {
      var kept = new ArrayList<>(entry.getValue());
      kept.removeIf(key -> !needed.contains(KeyMark.of(key)));
      next = next.retiring(entry.getKey(), kept);
      entry.getValue().stream().filter(key -> !kept.contains(key)).forEach(gone::add);
    }
    if (!gone.isEmpty()) {
      write(next);
      gone.forEach(Key256::close);
    }
  }

  /// Makes the keys that data was under once those that it is under: the data is a backup of that
  /// time. Keys that came later are retired, for later backups; what is under an old key is due to
  /// be written anew. Owners that were destroyed meanwhile stay destroyed.
  ///
  /// @param marks of that time
  /// @throws StorageException KEY_MISSING when the ring has not all of them; nothing was changed
  ///   then
  public synchronized void goBackTo(Map<KeyOwner, List<KeyMark>> marks) {
    var next = contents;
    for (var entry : marks.entrySet()) {
      if (!contents.destroyed().contains(entry.getKey())) {
        next = wentBack(next, entry.getKey(), entry.getValue());
      }
    }
    write(next);
  }

  private static RingFile.Contents wentBack(
      RingFile.Contents all, KeyOwner owner, List<KeyMark> then) {
    var now = Optional.ofNullable(all.keys().get(owner));
    if (now.isPresent() && now.get().keys().stream().map(KeyMark::of).toList().equals(then)) {
      return all;
    }
    var known = new LinkedHashMap<KeyMark, Key256>();
    now.ifPresent(key -> key.keys().forEach(each -> known.put(KeyMark.of(each), each)));
    all.retired(owner).forEach(each -> known.put(KeyMark.of(each), each));
    if (now.isEmpty() || then.isEmpty() || !known.keySet().containsAll(then)) {
      throw new StorageException(
          Code.KEY_MISSING,
          "the key ring has no longer the keys that the data of %s was under"
              .formatted(owner.label()));
    }
    var keys = then.stream().map(known::get).toList();
    then.forEach(known::remove);
    return all.with(
            owner,
            new DataKey(
                all.round() - 1,
                keys.getFirst(),
                keys.stream().skip(1).findFirst(),
                now.get().lasting()))
        .retiring(owner, List.copyOf(known.values()));
  }

  /// Destroys an owner's key for good, a project's together with those of its repositories. When
  /// this returns, no copy of it is on this disk's ring.
  public synchronized void destroy(KeyOwner owner) {
    List<KeyOwner> gone =
        switch (owner) {
          case KeyOwner.Account() ->
              throw new IllegalArgumentException("the account's key is the appliance's own");
          case KeyOwner.Repository repository -> List.of(repository);
          case KeyOwner.Person person -> List.of(person);
          case KeyOwner.Project project ->
              Stream.<KeyOwner>concat(
                      Stream.of(project),
                      contents.keys().keySet().stream()
                          .flatMap(one -> repositoryOf(project, one).stream()))
                  .toList();
        };
    var next = contents;
    for (var each : gone) {
      next = next.without(each);
    }
    var before = contents.keys();
    var retired = contents.retired();
    write(next);
    for (var each : gone) {
      Optional.ofNullable(before.get(each)).ifPresent(DataKey::close);
      retired.getOrDefault(each, List.of()).forEach(Key256::close);
    }
  }

  /// Owners whose key was destroyed.
  public synchronized Set<KeyOwner> destroyed() {
    return Set.copyOf(contents.destroyed());
  }

  /// The file as it is on the disk: all of it wrapped by the master key. A copy must be replaced by
  /// the next whenever the ring is written, or what is destroyed lives on in it.
  public synchronized byte[] sealed() {
    return RingFile.bytes(file);
  }

  /// Calls `then` after each writing from now on, in the thread that wrote. It must be quick and
  /// must not use the ring.
  public synchronized void whenWritten(Runnable then) {
    whenWritten = then;
  }

  /// What kind of master key it is under.
  public synchronized MasterKeySource.Kind kind() {
    return lock.kind();
  }

  /// Owners that have a key.
  public synchronized Set<KeyOwner> owners() {
    return Set.copyOf(contents.keys().keySet());
  }

  @Override
  public synchronized void close() {
    contents.keys().values().forEach(DataKey::close);
    contents.retired().values().forEach(old -> old.forEach(Key256::close));
    contents = RingFile.Contents.empty();
    master.close();
    lease.close();
  }

  private void refuseIfDestroyed(KeyOwner owner) {
    if (contents.destroyed().contains(owner)) {
      throw new StorageException(
          Code.KEY_DESTROYED, "the data of " + owner.label() + " was destroyed on purpose");
    }
  }
}
