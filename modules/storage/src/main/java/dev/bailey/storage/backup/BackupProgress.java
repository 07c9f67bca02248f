package dev.bailey.storage.backup;

/// Is told how far a backup or a restore is, and may end it.
public interface BackupProgress {

  /// Tells nobody, and goes on.
  BackupProgress NONE = (_, _) -> true;

  /// Called after each file.
  ///
  /// @return whether to go on
  boolean at(long files, long of);
}
