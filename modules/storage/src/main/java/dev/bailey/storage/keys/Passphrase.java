package dev.bailey.storage.keys;

import java.util.Arrays;
import java.util.function.Function;

/// What somebody knows, wiped from memory when closed. Nothing prints it.
public final class Passphrase implements AutoCloseable {
  /// The shortest that is taken for a new master key, in bytes of UTF-8.
  public static final int SHORTEST = 16;

  /// The longest, in bytes of UTF-8.
  public static final int LONGEST = 1024;

  private final byte[] utf8;

  private Passphrase(byte[] utf8) {
    this.utf8 = utf8;
  }

  /// A passphrase of these bytes. They are copied, then wiped in the array that was passed.
  public static Passphrase taking(byte[] utf8) {
    var passphrase = new Passphrase(utf8.clone());
    Arrays.fill(utf8, (byte) 0);
    return passphrase;
  }

  /// Why this may not protect a new master key, in words for who chose it; empty when it may.
  public String weakness() {
    if (utf8.length < SHORTEST || utf8.length > LONGEST) {
      return "a passphrase has %d to %d characters, such as six random words"
          .formatted(SHORTEST, LONGEST);
    }
    long different =
        new String(utf8, java.nio.charset.StandardCharsets.UTF_8).chars().distinct().count();
    return different < 6 ? "a passphrase has at least six different characters" : "";
  }

  /// Whether another is the same; takes the same time whether or not.
  public boolean isSame(Passphrase other) {
    return java.security.MessageDigest.isEqual(utf8, other.utf8);
  }

  <T> T lend(Function<byte[], T> use) {
    byte[] copy = utf8.clone();
    try {
      return use.apply(copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  @Override
  public void close() {
    Arrays.fill(utf8, (byte) 0);
  }

  @Override
  public String toString() {
    return "Passphrase[hidden]";
  }
}
