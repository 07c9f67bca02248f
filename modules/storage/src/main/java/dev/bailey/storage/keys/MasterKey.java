package dev.bailey.storage.keys;

import dev.bailey.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// The key that wraps all others, while the ring is open. Where it comes from is the business of a
/// [MasterKeySource].
final class MasterKey implements AutoCloseable {
  private final Key256 key;
  private final AesGcm wrapping;

  /// @param key becomes this object's, which closes it
  MasterKey(Key256 key, SecureRandom random) {
    this.key = key;
    try (var derived = key.derive("bailey wrapping")) {
      this.wrapping = new AesGcm(derived, random);
    }
  }

  /// Tells this master key from others without giving anything away.
  byte[] check() {
    return key.check();
  }

  /// Wraps a data key.
  ///
  /// @param context whose key it is and what for; must be the same when unwrapping
  byte[] wrap(Key256 data, String context) {
    return data.lend(bytes -> wrapping.seal(bytes, aad(context)));
  }

  /// Unwraps a data key.
  ///
  /// @throws StorageException KEY_WRONG when another master key wrapped it or the context differs
  Key256 unwrap(byte[] wrapped, String context) {
    return wrapping
        .open(wrapped, aad(context))
        .map(Key256::taking)
        .orElseThrow(() ->
            new StorageException(
                StorageException.Code.KEY_WRONG,
                "the master key does not open the key of " + context));
  }

  /// Wipes it from this process.
  @Override
  public void close() {
    wrapping.close();
    key.close();
  }

  private static byte[] aad(String context) {
    return context.getBytes(StandardCharsets.UTF_8);
  }
}
