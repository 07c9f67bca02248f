package dev.bailey.git.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TurnTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Turn turn = new Turn();

  @Test
  void theFirstTurnIsAtOnceAndTheNextAfterTheInterval() {
    assertThat(turn.isDue(NOW, MINUTE)).isTrue();

    turn.succeeded(NOW, MINUTE);

    assertThat(turn.isDue(NOW.plusSeconds(59), MINUTE)).isFalse();
    assertThat(turn.isDue(NOW.plusSeconds(60), MINUTE)).isTrue();
  }

  @Test
  void thePauseDoublesWithEachFailureUpToAnHour() {
    turn.failed(NOW, MINUTE);
    assertThat(turn.next()).isEqualTo(NOW.plus(Duration.ofMinutes(2)));
    turn.failed(NOW, MINUTE);
    assertThat(turn.next()).isEqualTo(NOW.plus(Duration.ofMinutes(4)));
    for (int i = 0; i < 50; i++) {
      turn.failed(NOW, MINUTE);
    }
    assertThat(turn.next()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    assertThat(turn.failures()).isEqualTo(52);

    turn.succeeded(NOW, MINUTE);
    assertThat(turn.failures()).isZero();
  }

  @Test
  void aClockThatWasSetBackDoesNotStopPolling() {
    turn.succeeded(NOW, MINUTE);

    assertThat(turn.isDue(NOW.minus(Duration.ofDays(40)), MINUTE)).isTrue();
  }

  @Test
  void whileASyncRunsItIsNotDue() {
    turn.begin();
    assertThat(turn.isDue(NOW, MINUTE)).isFalse();
    turn.end();
    assertThat(turn.isDue(NOW, MINUTE)).isTrue();
  }
}
