package dev.bailey.storage.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256 in Galois/Counter Mode with a fresh random nonce for each message, laid out as `nonce
/// (12) | ciphertext | tag (16)`. Safe for use by several threads.
///
/// One key may seal 2^32 messages (NIST SP 800-38D, section 8.3), which is why every file derives
/// its own.
public final class AesGcm implements AutoCloseable {
  /// How much longer a sealed message is.
  public static final int OVERHEAD = 28;

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final Key256 key;
  private final SecretKey jca;
  private final SecureRandom random;
  // Thread locals would leave a cipher, and with it a key schedule, on every virtual thread.
  private final ConcurrentLinkedDeque<Cipher> idle = new ConcurrentLinkedDeque<>();

  /// @param key copied; the caller still closes its own
  public AesGcm(Key256 key, SecureRandom random) {
    this.key = key.duplicate();
    this.jca = this.key.asJca("AES");
    this.random = random;
  }

  /// Seals a whole message.
  ///
  /// @param context what must be the same when opening; not secret, not stored
  public byte[] seal(byte[] plaintext, byte[] context) {
    byte[] sealed = new byte[plaintext.length + OVERHEAD];
    seal(plaintext, 0, plaintext.length, context, sealed, 0);
    return sealed;
  }

  /// Seals into `out`, which gets `length + OVERHEAD` bytes at `outOffset`.
  public void seal(byte[] in, int offset, int length, byte[] context, byte[] out, int outOffset) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    seal(nonce, in, offset, length, context, out, outOffset);
  }

  /// Opens a whole message, or gives nothing when it is not authentic.
  public Optional<byte[]> open(byte[] sealed, byte[] context) {
    byte[] plaintext = new byte[Math.max(0, sealed.length - OVERHEAD)];
    return open(sealed, 0, sealed.length, context, plaintext, 0)
        ? Optional.of(plaintext)
        : Optional.empty();
  }

  /// Opens into `out`, which gets `length - OVERHEAD` bytes at `outOffset`.
  ///
  /// @return false when the message is not authentic; `out` then holds nothing of use
  public boolean open(
      byte[] in, int offset, int length, byte[] context, byte[] out, int outOffset) {
    if (length < OVERHEAD) {
      return false;
    }
    var cipher = borrow();
    try {
      cipher.init(Cipher.DECRYPT_MODE, jca, new GCMParameterSpec(TAG_BITS, in, offset, NONCE));
      cipher.updateAAD(context);
      cipher.doFinal(in, offset + NONCE, length - NONCE, out, outOffset);
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM", e);
    } finally {
      idle.push(cipher);
    }
  }

  @Override
  public void close() {
    idle.clear();
    key.close();
  }

  /// For known-answer tests, which come with their nonces.
  void seal(byte[] nonce, byte[] in, int offset, int length, byte[] context, byte[] out, int at) {
    var cipher = borrow();
    try {
      cipher.init(Cipher.ENCRYPT_MODE, jca, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context);
      cipher.doFinal(in, offset, length, out, at + NONCE);
      System.arraycopy(nonce, 0, out, at, NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM", e);
    } finally {
      idle.push(cipher);
    }
  }

  private Cipher borrow() {
    var cipher = idle.poll();
    if (cipher != null) {
      return cipher;
    }
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no AES-GCM", e);
    }
  }
}
