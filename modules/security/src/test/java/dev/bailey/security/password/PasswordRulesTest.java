package dev.bailey.security.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.Secret;
import dev.bailey.security.user.UserProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordRulesTest {
  private static final UserProfile ADA =
      UserProfile.of("lovelace@example.com", "Augusta", "Lovelace");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "elevenchars",
        "aaaaaaaaaaaaaaaaaaaa",
        "abababababababab",
        "Lovelace2026!",
        "lovelace@example.com",
        "password1234",
        "Augusta-1815"
      })
  void whatIsShortOrGuessableIsRefused(String password) {
    assertThat(PasswordRules.problem(Secret.of(password), ADA)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "twelve chars",
        "\u043f\u0430\u0440\u043e\u043b\u044c-\u0434\u043b\u044f-\u0430\u0434\u044b"
      })
  void whatIsLongIsTaken(String password) {
    assertThat(PasswordRules.problem(Secret.of(password), ADA)).isEmpty();
  }

  @Test
  void aPhraseOfSixtyFourCharactersIsTakenAndABookIsNot() {
    assertThat(PasswordRules.problem(Secret.of("abcdefgh".repeat(8)), ADA)).isEmpty();
    assertThat(PasswordRules.problem(Secret.of("abcdefgh".repeat(40)), ADA)).isPresent();
  }

  @Test
  void theReasonDoesNotRepeatThePassword() {
    assertThat(PasswordRules.problem(Secret.of("Lovelace2026!"), ADA))
        .get()
        .asString()
        .doesNotContain("2026");
  }
}
