package dev.bailey.security.factor;

import dev.bailey.registry.Secret;
import dev.bailey.security.password.OneTimePassword;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Codes that stand in for a lost authenticator, each good once. They have 125 random bits: from
/// 112 on, a hash need not be slow (ASVS 5.0, 6.5.2).
///
/// @param codes to be shown to their user at once, and never again
public record RecoveryCodes(List<Secret> codes) {
  /// How many a user gets.
  public static final int COUNT = 10;

  private static final int GROUPS = 5;

  public RecoveryCodes {
    codes = List.copyOf(codes);
  }

  /// Fresh ones.
  public static RecoveryCodes next(SecureRandom random) {
    return new RecoveryCodes(
        Stream.generate(() -> OneTimePassword.next(random, GROUPS)).limit(COUNT).toList());
  }

  /// What is kept of them.
  List<String> hashes() {
    return codes.stream().map(RecoveryCodes::hash).toList();
  }

  static String hash(Secret code) {
    try {
      byte[] text = plain(code).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  /// A code as it is compared: people type it with blanks, and in capitals.
  static String plain(Secret code) {
    return code.reveal().replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
  }
}
