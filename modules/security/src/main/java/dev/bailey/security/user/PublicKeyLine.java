package dev.bailey.security.user;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;

/// An SSH public key as one line of OpenSSH: its type and its blob; options are refused, and the
/// comment is left away.
///
/// @param type such as `ssh-ed25519`
/// @param blob the key as SSH sends it, in base64
public record PublicKeyLine(String type, String blob) {
  private static final Set<String> TYPES =
      Set.of(
          "ssh-ed25519",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "ssh-rsa",
          "sk-ssh-ed25519@openssh.com",
          "sk-ecdsa-sha2-nistp256@openssh.com");
  private static final int LEAST_RSA_BITS = 2048;

  public PublicKeyLine {
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException(
          "keys of type '%s' are not accepted; make one with: ssh-keygen -t ed25519"
              .formatted(type.length() > 40 ? type.substring(0, 40) + "…" : type));
    }
    checkBlob(type, blob);
  }

  /// Reads a line such as the content of `id_ed25519.pub`.
  ///
  /// @throws IllegalArgumentException with what is wrong, for the user
  public static PublicKeyLine parse(String line) {
    if (line.contains("PRIVATE KEY")) {
      throw new IllegalArgumentException(
          "this is a private key; keep it secret, and give the file that ends in .pub");
    }
    String[] parts = line.strip().split("[ \t]+", 3);
    if (parts.length < 2 || line.strip().contains("\n")) {
      throw new IllegalArgumentException("a public key is one line: its type, then its text");
    }
    return new PublicKeyLine(parts[0], parts[1]);
  }

  /// `SHA256:` and the digest, as `ssh-keygen -l` prints it.
  public String fingerprint() {
    return fingerprint(Base64.getDecoder().decode(blob));
  }

  /// The fingerprint of a key as SSH sends it.
  public static String fingerprint(byte[] blob) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  /// The line, without a comment.
  @Override
  public String toString() {
    return type + " " + blob;
  }

  private static void checkBlob(String type, String blob) {
    ByteBuffer key;
    try {
      key = ByteBuffer.wrap(Base64.getDecoder().decode(blob));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the key's text is not base64", e);
    }
    if (!new String(next(key), StandardCharsets.US_ASCII).equals(type)) {
      throw new IllegalArgumentException("the key's text is not that of a key of type " + type);
    }
    if (type.equals("ssh-rsa")) {
      next(key);
      checkModulus(next(key));
    } else {
      next(key);
    }
  }

  private static void checkModulus(byte[] modulus) {
    int bits = new java.math.BigInteger(modulus).bitLength();
    if (bits < LEAST_RSA_BITS) {
      throw new IllegalArgumentException(
          "an RSA key needs at least %d bits, this one has %d".formatted(LEAST_RSA_BITS, bits));
    }
  }

  private static byte[] next(ByteBuffer key) {
    int length = key.remaining() < Integer.BYTES ? -1 : key.getInt();
    if (length < 1 || length > key.remaining()) {
      throw new IllegalArgumentException("the key's text is cut short or damaged");
    }
    byte[] part = new byte[length];
    key.get(part);
    return part;
  }
}
