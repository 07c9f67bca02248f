package dev.bailey.security;

import static dev.bailey.security.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.bailey.security.AccessException.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ThrottleTest {
  private final MovingClock clock = MovingClock.atNoon();
  private final Throttle throttle = new Throttle(clock);

  @Test
  void eachFailureDoublesTheWaitUpToALimit() {
    fail("ada", "a", 5);
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      Duration wait = wait("ada", "a");
      waits.add(wait.toSeconds());
      clock.pass(wait);
      throttle.begin("ada", "a");
    }

    assertThat(waits)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L);
  }

  @Test
  void aSuccessForgivesTheLogin() {
    fail("ada", "a", 4);
    throttle.begin("ada", "a");
    throttle.succeeded("ada", "a");

    assertThatCode(() -> fail("ada", "a", 5)).doesNotThrowAnyException();
  }

  @Test
  void othersAreNotInTheWay() {
    fail("ada", "a", 5);

    assertRefused(Code.THROTTLED, () -> throttle.begin("ADA ", "a"));
    assertThatCode(() -> throttle.begin("bob", "a")).doesNotThrowAnyException();
    assertThatCode(() -> throttle.begin("ada", "b")).doesNotThrowAnyException();
  }

  /// Whoever attacks from many addresses can keep the owner out for a minute at most.
  @Test
  void aLoginThatManyTryIsSlowedDownALittle() {
    for (int i = 0; i < 30; i++) {
      throttle.begin("ada", "address " + i);
    }
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 20; i++) {
      Duration wait = wait("ada", "home");
      longest = wait.compareTo(longest) > 0 ? wait : longest;
      clock.pass(wait);
      throttle.begin("ada", "other " + i);
    }

    assertThat(longest).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void anAddressThatTriesManyLoginsIsSlowedDownAndASuccessDoesNotPayForThat() {
    for (int i = 0; i < 49; i++) {
      throttle.begin("login " + i, "a");
    }
    throttle.begin("mallory", "a");
    throttle.succeeded("mallory", "a");
    throttle.begin("one more", "a");

    assertRefused(Code.THROTTLED, () -> throttle.begin("and one", "a"));
    assertThatCode(() -> throttle.begin("and one", "b")).doesNotThrowAnyException();
  }

  @Test
  void afterAQuietHourAllIsForgotten() {
    fail("ada", "a", 5);
    clock.pass(Duration.ofMinutes(61));

    assertThatCode(() -> fail("ada", "a", 5)).doesNotThrowAnyException();
  }

  private void fail(String login, String address, int times) {
    for (int i = 0; i < times; i++) {
      throttle.begin(login, address);
    }
  }

  private Duration wait(String login, String address) {
    return assertRefused(Code.THROTTLED, () -> throttle.begin(login, address))
        .retryAfter()
        .orElseThrow();
  }
}
