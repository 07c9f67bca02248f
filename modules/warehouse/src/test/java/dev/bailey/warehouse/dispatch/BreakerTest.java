package dev.bailey.warehouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.adapter.WarehouseException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BreakerTest {
  private final WarehouseException down =
      new WarehouseException(WarehouseException.Kind.UNREACHABLE, "connection refused");

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final Breaker breaker = new Breaker(() -> now);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed(down);
    }
  }

  @Test
  void afterThreeFailuresAttemptsFailAtOnceWithTheReason() {
    fail(2);
    assertThatCode(breaker::check).doesNotThrowAnyException();

    fail(1);

    assertThatThrownBy(breaker::check).hasMessage("connection refused");
    assertThat(breaker.interrupted()).isTrue();
  }

  @Test
  void afterThePauseOneAttemptFindsOut() {
    fail(3);
    now = now.plusSeconds(11);

    assertThatCode(breaker::check).doesNotThrowAnyException();
    assertThatThrownBy(breaker::check).hasMessage("connection refused");
  }

  @Test
  void oneSuccessClosesTheCircuit() {
    fail(3);
    now = now.plusSeconds(11);
    breaker.check();

    breaker.reached();

    assertThatCode(breaker::check).doesNotThrowAnyException();
    assertThat(breaker.interrupted()).isFalse();
  }
}
