package dev.bailey.storage.keys;

import javax.crypto.SecretKey;

/// A key of a ring for the JCA. It holds no bytes: once the ring is closed it is worth nothing.
final class BorrowedKey implements SecretKey {
  private final KeyRing ring;
  private final KeyOwner owner;
  private final Purpose purpose;
  private final String algorithm;

  BorrowedKey(KeyRing ring, KeyOwner owner, Purpose purpose, String algorithm) {
    this.ring = ring;
    this.owner = owner;
    this.purpose = purpose;
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
    try (var key = ring.key(owner, purpose)) {
      return key.lend(byte[]::clone);
    }
  }

  private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
    throw new java.io.NotSerializableException("a key");
  }
}
