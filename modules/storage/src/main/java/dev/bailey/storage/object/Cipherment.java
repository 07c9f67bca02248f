package dev.bailey.storage.object;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import dev.bailey.storage.keys.Key256;
import java.security.GeneralSecurityException;

/// Tink's streaming AEAD as objects use it: AES-256-GCM in segments of 64 KiB, each file with a key
/// of its own that HKDF makes from a salt in the file.
final class Cipherment {
  private static final int SEGMENT = 64 << 10;

  private Cipherment() {}

  static StreamingAead of(Key256 key) {
    return key.lend(Cipherment::of);
  }

  private static StreamingAead of(byte[] key) {
    try {
      return new AesGcmHkdfStreaming(key, "HmacSha256", Key256.BYTES, SEGMENT, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM-HKDF", e);
    }
  }
}
