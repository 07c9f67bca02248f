package dev.bailey.git.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  @Test
  void whoWaitedForASyncThatBeganLaterNeedsNoneOfItsOwn() throws Exception {
    var result = new SyncResult.Synced(new ProjectId(1), NOW, List.of());
    assertThat(turn.begin()).isEmpty();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = new ArrayList<Future<Optional<SyncResult>>>();
      for (int i = 0; i < 3; i++) {
        waiting.add(
            threads.submit(() -> {
              var meanwhile = turn.begin();
              turn.ended(result);
              turn.end();
              return meanwhile;
            }));
      }
      while (turn.waiting() < 3) {
        Thread.onSpinWait();
      }
      turn.end();

      var own = new ArrayList<Boolean>();
      for (var one : waiting) {
        own.add(one.get().isEmpty());
      }
      assertThat(own).containsOnlyOnce(true);
    }
  }
}
