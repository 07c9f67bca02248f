package dev.bailey.git.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// When a repository is synced next. One sync at a time; after failures in a row the pause doubles,
/// up to an hour.
final class Turn {
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 12;

  private final ReentrantLock running = new ReentrantLock();
  private Instant next = Instant.MIN;
  private int failures;
  private long begun;
  private Optional<SyncResult> last = Optional.empty();

  /// Waits for the sync that is in progress, if one is.
  ///
  /// @return how the latest sync ended, if it began after this was called: it saw all that a sync
  ///   of the caller's own would see
  Optional<SyncResult> begin() {
    long before = begun();
    running.lock();
    synchronized (this) {
      if (begun > before) {
        return last;
      }
      begun++;
      return Optional.empty();
    }
  }

  /// How many wait for the sync in progress.
  int waiting() {
    return running.getQueueLength();
  }

  private synchronized long begun() {
    return begun;
  }

  /// How the latest sync ended.
  synchronized Optional<SyncResult> last() {
    return last;
  }

  synchronized void ended(SyncResult result) {
    last = Optional.of(result);
  }

  /// As if nothing had ever been synced.
  synchronized void forget() {
    next = Instant.MIN;
    failures = 0;
    last = Optional.empty();
  }

  void end() {
    running.unlock();
  }

  synchronized boolean isDue(Instant now, Duration interval) {
    // A clock that was set back must not stop polling.
    boolean absurd = next.isAfter(now.plus(LONGEST_PAUSE).plus(interval));
    return !running.isLocked() && (absurd || !now.isBefore(next));
  }

  synchronized void succeeded(Instant now, Duration interval) {
    failures = 0;
    next = now.plus(interval);
  }

  synchronized void failed(Instant now, Duration interval) {
    failures++;
    var pause = interval.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    var longest = interval.compareTo(LONGEST_PAUSE) > 0 ? interval : LONGEST_PAUSE;
    next = now.plus(pause.compareTo(longest) > 0 ? longest : pause);
  }

  synchronized int failures() {
    return failures;
  }

  synchronized Instant next() {
    return next;
  }
}
