package dev.bailey.security.syslog;

/// Keeps how far the audit has been told elsewhere.
public interface StreamPosition {

  /// The number of the last line that arrived; 0 for none.
  long get();

  /// Moves it, durably.
  void set(long line);
}
