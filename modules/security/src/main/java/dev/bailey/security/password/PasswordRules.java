package dev.bailey.security.password;

import dev.bailey.registry.Secret;
import dev.bailey.security.user.UserProfile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a password must fulfil: to be long, and not to be guessed from its owner. Rules about
/// digits and symbols are left out on purpose; they make passwords worse (NIST SP 800-63B).
public final class PasswordRules {
  /// The fewest characters.
  public static final int LEAST = 12;

  /// The most characters; more would only cost time.
  public static final int MOST = 256;

  private static final int FEWEST_DIFFERENT = 5;

  private PasswordRules() {}

  /// What is wrong with a password, for its owner; empty when nothing is.
  public static Optional<String> problem(Secret password, UserProfile owner) {
    String text = password.reveal();
    if (text.codePointCount(0, text.length()) < LEAST) {
      return Optional.of("A password has at least %d characters.".formatted(LEAST));
    }
    if (text.length() > MOST) {
      return Optional.of("A password has at most %d characters.".formatted(MOST));
    }
    if (text.codePoints().distinct().count() < FEWEST_DIFFERENT) {
      return Optional.of(
          "A password has at least %d different characters.".formatted(FEWEST_DIFFERENT));
    }
    return guessable(text.toLowerCase(Locale.ROOT), owner);
  }

  private static Optional<String> guessable(String text, UserProfile owner) {
    return Stream.concat(wordsOf(owner).stream(), Stream.of("bailey", "password", "passwort"))
        .filter(word -> word.length() >= 4 && text.replace(word, "").length() < LEAST - 4)
        .findFirst()
        .map(word -> "A password is more than a name or a well-known word.");
  }

  private static List<String> wordsOf(UserProfile owner) {
    String mailbox = owner.email().split("@", 2)[0];
    return Stream.of(owner.login(), mailbox, owner.firstName(), owner.lastName())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }
}
