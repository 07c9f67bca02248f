package dev.bailey.warehouse.settings;

import java.security.MessageDigest;
import java.util.HexFormat;

/// The key of an encrypted DuckDB file: 256 bits from the appliance's key store, never a word that
/// somebody made up.
public final class FileKey {
  private final byte[] bits;

  public FileKey(byte[] bits) {
    if (bits.length != 32) {
      throw new IllegalArgumentException("a file key has 32 bytes, not " + bits.length);
    }
    this.bits = bits.clone();
  }

  /// The key as DuckDB takes it, for the one place that needs it.
  public String reveal() {
    return HexFormat.of().formatHex(bits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileKey key && MessageDigest.isEqual(bits, key.bits);
  }

  /// Tells nothing of the key.
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "FileKey[hidden]";
  }
}
