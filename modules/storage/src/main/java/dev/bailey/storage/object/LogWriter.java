package dev.bailey.storage.object;

/// Appends to one log. Safe for use by several threads; each call's bytes stay together.
public interface LogWriter extends AutoCloseable {

  /// Appends bytes. They are gathered into segments, so readers see them after [#flush] at the
  /// latest.
  void write(byte[] bytes);

  /// Hands what was written to the operating system: it survives `kill -9`, and readers see it.
  void flush();

  /// Returns when all that was written is on the disk.
  void sync();

  /// Says that the log is complete, and syncs it. Nothing can be appended any more, and from now on
  /// a cut is found.
  void finish();

  /// Flushes and closes; the log can be continued later unless it was finished.
  @Override
  void close();
}
