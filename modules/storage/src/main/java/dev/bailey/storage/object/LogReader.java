package dev.bailey.storage.object;

/// Reads one log, also while it grows; for one thread.
public interface LogReader extends AutoCloseable {

  /// How many bytes there are by now. Grows until the log is finished.
  long size();

  /// Whether the writer finished the log; then [#size] is final.
  boolean finished();

  /// Bytes from a position on.
  ///
  /// @param most how many at most
  /// @return as many as there are by now, none at the end
  /// @throws dev.bailey.storage.StorageException DAMAGED when they are not what was written
  byte[] read(long from, int most);

  @Override
  void close();
}
