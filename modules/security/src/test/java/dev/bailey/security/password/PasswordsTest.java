package dev.bailey.security.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.Secret;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
  private static final Secret PASSWORD = Secret.of("p\u00e4ssw\u00f6rd \u2713");

  private final Passwords passwords = passwords(new Cost(64, 1, 1));

  @Test
  void aHashMatchesItsPasswordAlone() {
    String hash = passwords.hash(PASSWORD);

    assertThat(passwords.matches(PASSWORD, hash)).isTrue();
    assertThat(passwords.matches(Secret.of("p\u00e4ssw\u00f6rd"), hash)).isFalse();
    assertThat(hash).startsWith("$shiro2$argon2id$v=19$t=1,m=64,p=1$");
  }

  @Test
  void twoHashesOfOnePasswordDiffer() {
    assertThat(passwords.hash(PASSWORD)).isNotEqualTo(passwords.hash(PASSWORD));
  }

  @Test
  void aHashOfAnotherCostStillMatchesButIsOutdated() {
    String hash = passwords.hash(PASSWORD);
    var stronger = passwords(new Cost(128, 2, 1));

    assertThat(stronger.matches(PASSWORD, hash)).isTrue();
    assertThat(stronger.outdated(hash)).isTrue();
    assertThat(passwords.outdated(hash)).isFalse();
  }

  @Test
  void manyAtOnceWaitTheirTurn() {
    String hash = passwords.hash(PASSWORD);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, 20)
              .mapToObj(_ ->
                  CompletableFuture.supplyAsync(() -> passwords.matches(PASSWORD, hash), threads))
              .toList();

      assertThat(all).allMatch(CompletableFuture::join);
    }
  }

  private static Passwords passwords(Cost cost) {
    return new Passwords(cost, 2, new SecureRandom());
  }
}
