package dev.bailey.security.password;

import dev.bailey.registry.Secret;
import java.security.SecureRandom;

/// Passwords that the appliance chooses: 100 random bits, in letters and digits that nobody takes
/// for one another.
public final class OneTimePassword {
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz023456789";
  private static final int GROUPS = 4;
  private static final int GROUP = 5;

  private OneTimePassword() {}

  /// A fresh one.
  public static Secret next(SecureRandom random) {
    return next(random, GROUPS);
  }

  /// A fresh one of another length.
  ///
  /// @param groups 25 bits each
  public static Secret next(SecureRandom random, int groups) {
    var text = new StringBuilder();
    for (int i = 0; i < groups * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return Secret.of(text.toString());
  }
}
