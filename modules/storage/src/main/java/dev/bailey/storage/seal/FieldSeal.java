package dev.bailey.storage.seal;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.keys.AesGcm;
import dev.bailey.storage.keys.Key256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// Seals single secrets for the one place where they belong, so that they stay secret in any
/// database, and cannot be copied from one row into another.
///
/// Layout: `version (1) | nonce (12) | ciphertext | tag (16)`, AES-256-GCM with the place as
/// associated data. Safe for use by several threads.
public final class FieldSeal implements AutoCloseable {
  private static final byte VERSION = 1;

  private final AesGcm gcm;

  /// @param key for [dev.bailey.storage.keys.Purpose#SEALING]; copied, the caller closes its own
  public FieldSeal(Key256 key, SecureRandom random) {
    this.gcm = new AesGcm(key, random);
  }

  /// Seals a value for its place. Sealing it twice gives different bytes.
  public byte[] seal(Place place, byte[] value) {
    byte[] sealed = new byte[1 + value.length + AesGcm.OVERHEAD];
    sealed[0] = VERSION;
    gcm.seal(value, 0, value.length, context(place), sealed, 1);
    return sealed;
  }

  /// Opens a value that was sealed for this place.
  ///
  /// @throws StorageException DAMAGED when it was not, was changed, or was sealed with another key
  public byte[] open(Place place, byte[] sealed) {
    byte[] value = new byte[Math.max(0, sealed.length - 1 - AesGcm.OVERHEAD)];
    boolean authentic =
        sealed.length > 0
            && sealed[0] == VERSION
            && gcm.open(sealed, 1, sealed.length - 1, context(place), value, 0);
    if (!authentic) {
      throw new StorageException(
          Code.DAMAGED, "the sealed value of " + place + " is not what was written there");
    }
    return value;
  }

  @Override
  public void close() {
    gcm.close();
  }

  /// Lengths go in front, so that no two places give the same bytes.
  private static byte[] context(Place place) {
    byte[] table = utf8(place.table());
    byte[] row = utf8(place.row());
    byte[] field = utf8(place.field());
    return ByteBuffer.allocate(1 + 3 * Integer.BYTES + table.length + row.length + field.length)
        .put(VERSION)
        .putInt(table.length)
        .put(table)
        .putInt(row.length)
        .put(row)
        .putInt(field.length)
        .put(field)
        .array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
