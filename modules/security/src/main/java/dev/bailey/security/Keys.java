package dev.bailey.security;

import dev.bailey.registry.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The random texts that let somebody in: 256 bits each, kept as their SHA-256 only. They need no
/// slow hash, since nobody can guess them.
final class Keys {
  private static final int BYTES = 32;

  private final SecureRandom random;

  Keys(SecureRandom random) {
    this.random = random;
  }

  /// A fresh text that begins with `prefix`.
  Secret next(String prefix) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Secret.of(prefix + base64(bytes));
  }

  /// What is kept of a text.
  static String hash(Secret text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(utf8(text.reveal()));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  /// What a page of a session sends along, made from the session's cookie: whoever has not read the
  /// cookie cannot make it, and from it the cookie cannot be found.
  static Secret csrf(Secret cookie) {
    return derived(cookie, "bailey csrf");
  }

  /// A secret for one purpose, made from another that can't be found from it: 43 letters, digits,
  /// `-` and `_`.
  static Secret derived(Secret from, String purpose) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(utf8(from.reveal()), "HmacSHA256"));
      return Secret.of(base64(mac.doFinal(utf8(purpose))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no HmacSHA256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
