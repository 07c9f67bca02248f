package dev.bailey.storage.keys;

import dev.bailey.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// A master key whose bytes are in this process: from a file, or later from a passphrase.
final class LocalMasterKey implements MasterKey {
  private final Key256 key;
  private final AesGcm wrapping;

  /// @param key becomes this object's, which closes it
  LocalMasterKey(Key256 key, SecureRandom random) {
    this.key = key;
    try (var derived = key.derive("bailey wrapping")) {
      this.wrapping = new AesGcm(derived, random);
    }
  }

  @Override
  public byte[] check() {
    return key.check();
  }

  @Override
  public byte[] wrap(Key256 data, String context) {
    return data.lend(bytes -> wrapping.seal(bytes, aad(context)));
  }

  @Override
  public Key256 unwrap(byte[] wrapped, String context) {
    return wrapping
        .open(wrapped, aad(context))
        .map(Key256::taking)
        .orElseThrow(() ->
            new StorageException(
                StorageException.Code.KEY_WRONG,
                "the master key does not open the key of " + context));
  }

  @Override
  public void close() {
    wrapping.close();
    key.close();
  }

  private static byte[] aad(String context) {
    return context.getBytes(StandardCharsets.UTF_8);
  }
}
