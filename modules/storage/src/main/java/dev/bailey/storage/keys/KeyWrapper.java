package dev.bailey.storage.keys;

/// Something outside this process that wraps the master key and gives it back: a key management
/// service behind a command, or a hardware module.
public interface KeyWrapper {

  /// What kind of source this makes.
  MasterKeySource.Kind kind();

  /// Wraps a key, with whatever is its present key.
  ///
  /// @param key wiped by the caller
  /// @return all that [#unwrap] needs, at most 60,000 bytes; not secret
  /// @throws dev.bailey.storage.StorageException KEY_UNAVAILABLE
  byte[] wrap(byte[] key);

  /// Unwraps a key.
  ///
  /// @return wiped by the caller
  /// @throws dev.bailey.storage.StorageException KEY_UNAVAILABLE or KEY_WRONG
  byte[] unwrap(byte[] wrapped);
}
