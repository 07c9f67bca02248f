package dev.bailey.security.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.UserProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PseudonymTest {
  private static final Pseudonym ADA =
      Pseudonym.of(
          new User(
              new UserId(7),
              new UserProfile("ada", "ada@example.com", "Ada", "Lovelace"),
              Optional.empty(),
              List.of(),
              true,
              Optional.empty(),
              Instant.EPOCH,
              Instant.EPOCH));

  @ParameterizedTest
  @CsvSource({
    "Cancelled by ada, Cancelled by user-7",
    "Cancelled by ADA., Cancelled by user-7.",
    "mail to ada@example.com now, mail to user-7 now",
    "Ada Lovelace's nightly, user-7's nightly",
    "canada, canada",
    "ada-lib, ada-lib",
    "ada@all, ada@all",
    "x.ada, x.ada",
    "adam, adam",
    "Ada Byron, user-7 Byron"
  })
  void wholeWordsAreReplacedWhateverTheirCase(String text, String left) {
    assertThat(ADA.in(text)).isEqualTo(left);
  }
}
