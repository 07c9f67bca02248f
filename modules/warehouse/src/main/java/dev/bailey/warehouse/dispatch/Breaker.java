package dev.bailey.warehouse.dispatch;

import dev.bailey.engine.adapter.WarehouseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The circuit breaker of a connection. When a warehouse could not be reached several times in a
/// row, asking again fails at once for a while, so that a thousand nodes do not each wait for the
/// timeout; then one attempt is let through to find out.
final class Breaker {
  private static final int PATIENCE = 3;
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final InstantSource clock;
  private int failures;
  private Optional<Instant> closedUntil = Optional.empty();
  private String reason = "";

  Breaker(InstantSource clock) {
    this.clock = clock;
  }

  /// @throws WarehouseException when it is not time to try again
  synchronized void check() {
    if (interrupted()) {
      throw new WarehouseException(WarehouseException.Kind.UNREACHABLE, reason);
    }
    if (closedUntil.isPresent()) {
      // The one attempt; the others wait for its outcome as if nothing had changed.
      closedUntil = Optional.of(clock.instant().plus(PAUSE));
    }
  }

  synchronized boolean interrupted() {
    return closedUntil.filter(until -> clock.instant().isBefore(until)).isPresent();
  }

  synchronized void reached() {
    failures = 0;
    closedUntil = Optional.empty();
  }

  synchronized void failed(WarehouseException failure) {
    reason = failure.getMessage();
    if (++failures >= PATIENCE) {
      closedUntil = Optional.of(clock.instant().plus(PAUSE));
    }
  }
}
