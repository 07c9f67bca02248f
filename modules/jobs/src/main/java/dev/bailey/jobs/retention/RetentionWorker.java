package dev.bailey.jobs.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Enforces retention while a server runs, in one thread: an hour after the start, then each hour,
/// and when somebody asks for it.
///
/// A wrong clock must not take away what is to be kept: when it has jumped since the last look,
/// that look removes nothing, and there is time to set it right until the next.
public final class RetentionWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionWorker.class);

  private final Retention retention;
  private final Duration every;
  private final Clock clock;
  private final Thread thread;
  private Instant lookedAt;
  private long lookedAtNanos = System.nanoTime();
  private boolean asked;
  private boolean closed;
  private State state = new State(false, Optional.empty(), Optional.empty());

  /// How it is.
  ///
  /// @param working whether something is being removed, or is about to be
  /// @param enforcedAt when all that was past its time was gone last, since this start
  /// @param failure of the last attempt, if it failed
  public record State(boolean working, Optional<Instant> enforcedAt, Optional<String> failure) {}

  private RetentionWorker(Retention retention, Duration every, Clock clock) {
    this.retention = retention;
    this.every = every;
    this.clock = clock;
    this.lookedAt = clock.instant();
    this.thread = Thread.ofPlatform().name("retention").daemon().unstarted(this::work);
  }

  /// Begins to enforce it.
  ///
  /// @param every how long after the start and after each look there is another
  public static RetentionWorker start(Retention retention, Duration every, Clock clock) {
    var worker = new RetentionWorker(retention, every, clock);
    worker.thread.start();
    return worker;
  }

  /// For how long things are kept.
  public RetentionPolicy policy() {
    return retention.policy();
  }

  /// Enforces it now, in the background, whatever the clock did.
  public synchronized void begin() {
    asked = true;
    state = new State(true, state.enforcedAt(), state.failure());
    notifyAll();
  }

  /// How it is.
  public synchronized State state() {
    return state;
  }

  private void work() {
    while (await()) {
      if (takeOrder()) {
        enforce();
      }
    }
  }

  /// @return false when it is over
  private synchronized boolean await() {
    long end = System.nanoTime() + every.toNanos();
    try {
      for (long left = every.toNanos();
          !closed && !asked && left > 0;
          left = end - System.nanoTime()) {
        wait(left / 1_000_000 + 1);
      }
    } catch (InterruptedException e) {
      return false;
    }
    return !closed;
  }

  private synchronized boolean takeOrder() {
    boolean steady = clockIsSteady();
    boolean due = asked || steady;
    if (due) {
      asked = false;
      state = new State(true, state.enforcedAt(), Optional.empty());
    } else {
      LOG.warn("The clock has jumped: nothing is removed for its age until the next look");
    }
    return due;
  }

  private boolean clockIsSteady() {
    Instant now = clock.instant();
    long nanos = System.nanoTime();
    Duration jumped = Duration.between(lookedAt, now).minusNanos(nanos - lookedAtNanos).abs();
    lookedAt = now;
    lookedAtNanos = nanos;
    return jumped.compareTo(every) <= 0;
  }

  private void enforce() {
    try {
      retention.enforce(this::goesOn);
      done(Optional.of(clock.instant()), Optional.empty());
    } catch (RuntimeException e) {
      LOG.error("What is past its time is not removed; the next attempt follows", e);
      done(state().enforcedAt(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private synchronized boolean goesOn() {
    return !closed;
  }

  private synchronized void done(Optional<Instant> at, Optional<String> failure) {
    state = new State(asked, at, failure);
  }

  /// Ends after the batch at hand.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
