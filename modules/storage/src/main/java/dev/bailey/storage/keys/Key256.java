package dev.bailey.storage.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/// A key of 256 bits, wiped from memory when closed. The one who gets it from a method that makes
/// or derives keys closes it; who is lent one does not.
///
/// Nothing prints it, compares equal to it or serializes it by accident. Safe for use by several
/// threads; using it after [#close] is a bug and throws.
public final class Key256 implements AutoCloseable {
  /// The length of every key here.
  public static final int BYTES = 32;

  private final byte[] bytes;
  private boolean closed;

  private Key256(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A fresh key.
  public static Key256 random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Key256(bytes);
  }

  /// A key with these bytes. They are copied, then wiped in the array that was passed.
  public static Key256 taking(byte[] bytes) {
    if (bytes.length != BYTES) {
      Arrays.fill(bytes, (byte) 0);
      throw new IllegalArgumentException(
          "a key has %d bytes, not %d".formatted(BYTES, bytes.length));
    }
    var key = new Key256(bytes.clone());
    Arrays.fill(bytes, (byte) 0);
    return key;
  }

  /// Another key, made from this one by HKDF-SHA-256. Equal arguments give equal keys.
  ///
  /// @param purpose what the new key is for; never changes once data was written under it
  /// @param salt random bytes kept beside the data, or none
  public Key256 derive(String purpose, byte... salt) {
    return new Key256(expand(purpose, salt, BYTES));
  }

  /// A value by which data can tell, without a secret, that it belongs to this key.
  public byte[] check(byte... salt) {
    return expand("bailey key check", salt, 16);
  }

  /// Whether `check` was made by [#check] of this key.
  public boolean matches(byte[] check, byte... salt) {
    return MessageDigest.isEqual(check, check(salt));
  }

  /// Lends the bytes for the length of a call; the array is wiped afterwards.
  public <T> T lend(Function<byte[], T> use) {
    byte[] copy = copy();
    try {
      return use.apply(copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /// A key of its own with the same bytes, for an owner with another life.
  public Key256 duplicate() {
    return new Key256(copy());
  }

  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "Key256[hidden]";
  }

  SecretKey asJca(String algorithm) {
    return new JcaKey(algorithm);
  }

  private byte[] expand(String purpose, byte[] salt, int length) {
    byte[] info = purpose.getBytes(StandardCharsets.UTF_8);
    try {
      var spec =
          HKDFParameterSpec.ofExtract()
              .addIKM(asJca("Generic"))
              .addSalt(salt)
              .thenExpand(info, length);
      return KDF.getInstance("HKDF-SHA256").deriveData(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no HKDF-SHA256", e);
    }
  }

  private synchronized byte[] copy() {
    if (closed) {
      throw new IllegalStateException("the key was closed");
    }
    return bytes.clone();
  }

  /// A view for the JCA. Unlike `SecretKeySpec` it keeps no copy of its own that outlives the key.
  private final class JcaKey implements SecretKey {
    private final String algorithm;

    JcaKey(String algorithm) {
      this.algorithm = algorithm;
    }

    @Override
    public String getAlgorithm() {
      return algorithm;
    }

    @Override
    public String getFormat() {
      return "RAW";
    }

    @Override
    public byte[] getEncoded() {
      return copy();
    }

    private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
      throw new java.io.NotSerializableException("a key");
    }
  }
}
