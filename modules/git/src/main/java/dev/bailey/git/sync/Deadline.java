package dev.bailey.git.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/// Ends a fetch at an hour, however slowly a host sends.
final class Deadline extends EmptyProgressMonitor {
  private final Clock clock;
  private final Instant end;

  Deadline(Clock clock, Duration longest) {
    this.clock = clock;
    this.end = clock.instant().plus(longest);
  }

  @Override
  public boolean isCancelled() {
    return clock.instant().isAfter(end);
  }
}
