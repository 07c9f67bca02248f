package dev.bailey.storage.object;

import dev.bailey.storage.keys.KeyOwner;
import java.util.Optional;

/// Keeps logs that grow while they are read. What was flushed survives the end of the process, and
/// what was synced that of the machine.
///
/// Logs and objects have separate names. Every method may throw a
/// [dev.bailey.storage.StorageException].
public interface LogStore {

  /// Opens a log for appending, making it when there is none. One writer at a time. After a crash
  /// it goes on behind the last segment that is whole.
  LogWriter append(ObjectKey key);

  /// Opens a log for reading, also while it is written, or says that there is none.
  Optional<LogReader> open(ObjectKey key);

  /// Deletes a log; false when there was none.
  boolean delete(ObjectKey key);

  /// Deletes all logs of a collection.
  void deleteAll(KeyOwner owner, String collection);
}
