package dev.bailey.storage.object;

import dev.bailey.storage.Deletions;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.backup.Part;
import dev.bailey.storage.keys.Key256;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import dev.bailey.storage.keys.Rewritable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Logs on the local disk, one file each, as [LogFile] lays them out.
public final class LocalLogs implements LogStore, Rewritable, Part {
  private final OpaqueNames names;
  private final KeyRing ring;
  private final SecureRandom random;
  private final Shelf shelf = new Shelf();

  /// Logs that somebody appends to: they are not written anew under their pen.
  private final Set<Path> growing = new HashSet<>();

  /// @param root a directory that is this store's alone; made when it is not there
  /// @param ring lent, not closed
  public LocalLogs(Path root, KeyRing ring, SecureRandom random) {
    this.names = new OpaqueNames(root, ring);
    this.ring = ring;
    this.random = random;
    DurableFiles.createDirectories(root);
  }

  @Override
  public LogWriter append(ObjectKey key) {
    Path path = names.file(key);
    synchronized (growing) {
      try {
        DurableFiles.createDirectories(DurableFiles.directoryOf(path));
        var writer = new LocalLogWriter(begun(key.owner(), path), () -> forget(path));
        growing.add(path);
        return writer;
      } catch (IOException e) {
        throw StorageException.io("cannot append to log " + path, e);
      }
    }
  }

  private LogFile begun(KeyOwner owner, Path path) throws IOException {
    if (LogFile.isBegun(path)) {
      return read(owner, path, true);
    }
    try (var secret = secret(ring.key(owner, Purpose.LOGS), path)) {
      return LogFile.create(path, secret, random);
    }
  }

  private void forget(Path path) {
    synchronized (growing) {
      growing.remove(path);
    }
  }

  @Override
  public Optional<LogReader> open(ObjectKey key) {
    Path path = names.file(key);
    try {
      return LogFile.isBegun(path)
          ? Optional.of(new LocalLogReader(read(key.owner(), path, false)))
          : Optional.empty();
    } catch (IOException e) {
      throw StorageException.io("cannot open log " + path, e);
    }
  }

  @Override
  public boolean delete(ObjectKey key) {
    return shelf.delete(names.file(key));
  }

  @Override
  public void deleteAll(KeyOwner owner, String collection) {
    shelf.deleteDirectory(names.directory(owner, collection));
  }

  @Override
  public boolean rewrite(KeyOwner owner, BooleanSupplier goOn) {
    boolean all = true;
    for (Path path : names.all(owner)) {
      if (!goOn.getAsBoolean()) {
        return false;
      }
      if (path.toString().endsWith(DurableFiles.UNFINISHED)) {
        DurableFiles.delete(path); // A copy that a crash cut short.
      } else {
        all &= rewrite(owner, path);
      }
    }
    return all;
  }

  @Override
  public Deletions.Hold hold() {
    return shelf.hold();
  }

  /// A log that grows goes on to grow behind its link: what is copied from it is a beginning.
  @Override
  public void pin(Path into) {
    names.link(into);
  }

  /// Reads every log to its end.
  ///
  /// @param damaged told of each that is not what was written
  /// @return how many there are
  public long verify(Consumer<String> damaged) {
    return names.verify(this::verify, damaged);
  }

  private void verify(KeyOwner owner, Path file) throws IOException {
    if (LogFile.isBegun(file)) {
      try (var log = read(owner, file, false)) {
        log.readAll();
      }
    }
  }

  /// Nobody begins to append while a log that nobody appends to is written anew.
  private boolean rewrite(KeyOwner owner, Path path) {
    synchronized (growing) {
      try {
        var seen = Shelf.look(path);
        if (seen.isEmpty() || !LogFile.isBegun(path) || isUnderPresentKey(owner, path)) {
          return true;
        }
        if (growing.contains(path)) {
          return false;
        }
        Path copy = DurableFiles.unfinished(path);
        try (var secret = secret(ring.key(owner, Purpose.LOGS), path);
            var from = read(owner, path, false);
            var to = LogFile.create(copy, secret, random)) {
          from.copyTo(to);
          to.sync();
        }
        shelf.exchange(copy, path, seen.get());
        return true;
      } catch (IOException e) {
        throw StorageException.io("cannot write anew log " + path, e);
      }
    }
  }

  private boolean isUnderPresentKey(KeyOwner owner, Path path) throws IOException {
    try (var secret = secret(ring.key(owner, Purpose.LOGS), path)) {
      return LogFile.isUnder(path, secret);
    }
  }

  /// Under whichever of the owner's keys it was written.
  private LogFile read(KeyOwner owner, Path path, boolean writable) throws IOException {
    var former = ring.former(owner, Purpose.LOGS);
    if (former.isPresent()) {
      try (var secret = secret(former.get(), path)) {
        if (LogFile.isUnder(path, secret)) {
          return LogFile.open(path, secret, writable, random);
        }
      }
    }
    try (var secret = secret(ring.key(owner, Purpose.LOGS), path)) {
      return LogFile.open(path, secret, writable, random);
    }
  }

  /// A key for this one log, so that none can stand in for another.
  ///
  /// @param logs closed
  private static Key256 secret(Key256 logs, Path path) {
    try (logs) {
      return logs.derive("%s/%s".formatted(OpaqueNames.collection(path), path.getFileName()));
    }
  }
}
