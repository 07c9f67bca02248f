package dev.bailey.security.factor;

import dev.bailey.registry.Secret;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Codes that change with time, as authenticators show them: RFC 6238 with SHA-1, six digits and
/// steps of 30 seconds, which are what every authenticator takes.
public final class Totp {
  static final int STEP_SECONDS = 30;

  /// How many steps the two clocks may differ.
  static final int DRIFT = 1;

  private static final int KEY_BYTES = 20;
  private static final int MODULUS = 1_000_000;

  private Totp() {}

  /// A fresh key of 160 bits, in base32.
  public static Secret nextKey(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return Secret.of(Base32.encode(key));
  }

  /// What an authenticator reads from a QR code.
  public static Secret uri(String login, Secret key) {
    String label = URLEncoder.encode(login, StandardCharsets.UTF_8).replace("+", "%20");
    return Secret.of(
        "otpauth://totp/Bailey:%s?secret=%s&issuer=Bailey".formatted(label, key.reveal()));
  }

  /// The code of a moment, for whoever holds the key.
  public static String code(Secret key, Instant now) {
    return code(Base32.decode(key.reveal()), step(now));
  }

  /// The step whose code this is, if it is that of one near `now`.
  static OptionalLong match(Secret key, String code, Instant now) {
    byte[] bytes = Base32.decode(key.reveal());
    OptionalLong found = OptionalLong.empty();
    for (long step = step(now) - DRIFT; step <= step(now) + DRIFT; step++) {
      // All are looked at, in the same time each.
      if (MessageDigest.isEqual(ascii(code(bytes, step)), ascii(code))) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
  }

  private static String code(byte[] key, long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      return "%06d".formatted(number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no HmacSHA1", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
