package dev.bailey.storage.object;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.keys.Key256;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/// Logs on the local disk, one file each, as [LogFile] lays them out.
public final class LocalLogs implements LogStore {
  private final OpaqueNames names;
  private final KeyRing ring;
  private final SecureRandom random;

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
    try (var secret = secret(key)) {
      DurableFiles.createDirectories(DurableFiles.directoryOf(path));
      var file =
          LogFile.isBegun(path)
              ? LogFile.open(path, secret, true, random)
              : LogFile.create(path, secret, random);
      return new LocalLogWriter(file);
    } catch (IOException e) {
      throw StorageException.io("cannot append to log " + path, e);
    }
  }

  @Override
  public Optional<LogReader> open(ObjectKey key) {
    Path path = names.file(key);
    try (var secret = secret(key)) {
      return LogFile.isBegun(path)
          ? Optional.of(new LocalLogReader(LogFile.open(path, secret, false, random)))
          : Optional.empty();
    } catch (IOException e) {
      throw StorageException.io("cannot open log " + path, e);
    }
  }

  @Override
  public boolean delete(ObjectKey key) {
    return DurableFiles.delete(names.file(key));
  }

  @Override
  public void deleteAll(KeyOwner owner, String collection) {
    DurableFiles.deleteDirectory(names.directory(owner, collection));
  }

  private Key256 secret(ObjectKey key) {
    try (var logs = ring.key(key.owner(), Purpose.LOGS)) {
      return logs.derive("%s:%s".formatted(key.collection(), key.name()));
    }
  }
}
