package dev.bailey.storage.keys;

/// The key that wraps all others. It may live in a file, come from a passphrase, or never leave a
/// hardware module: so it is asked to wrap and unwrap, not for its bytes.
public interface MasterKey extends AutoCloseable {

  /// Tells this master key from others without giving anything away. At most 64 bytes.
  byte[] check();

  /// Wraps a data key.
  ///
  /// @param context whose key it is and what for; must be the same when unwrapping
  byte[] wrap(Key256 key, String context);

  /// Unwraps a data key.
  ///
  /// @throws dev.bailey.storage.StorageException KEY_WRONG when another master key wrapped it or
  ///   the context differs
  Key256 unwrap(byte[] wrapped, String context);

  /// Wipes what this process holds of it.
  @Override
  void close();
}
