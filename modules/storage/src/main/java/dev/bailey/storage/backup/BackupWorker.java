package dev.bailey.storage.backup;

import dev.bailey.storage.keys.KeyRing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the backups of a running server, those of the schedule and those that somebody asks for,
/// in one thread; and keeps the ring at the destination the newest one.
public final class BackupWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackupWorker.class);
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final Backups backups;
  private final Supplier<Backups.Source> source;
  private final BackupSchedule schedule;
  private final Retention retention;
  private final Listener listener;
  private final Clock clock;
  private final Thread thread;
  private final long started = System.nanoTime();
  private Optional<Long> failedAt = Optional.empty();
  private Instant newest = Instant.MIN;

  private boolean asked;
  private boolean closed;
  private State state = new State(false, 0, 0, Optional.empty(), true);

  /// How often the ring was written, and which of these writings is at the destination. A start
  /// counts as one: the ring may have been written while no server ran.
  private long ringWritten = 1;

  private long ringCopied;

  /// Whether the last attempt failed: the next one waits.
  private boolean ringRefused;

  /// Is told how backups end, for the audit.
  public interface Listener {
    /// A backup was made, and outdated ones were deleted.
    void made(Backup backup, List<Backup> deleted);

    /// A backup was not made.
    void failed(String why);
  }

  /// How it is.
  ///
  /// @param working whether a backup is being made, or is about to
  /// @param files that are copied already
  /// @param of so many, once that is known
  /// @param failure of the last backup, if it was not made
  /// @param ringBehind whether the ring at the destination is not the newest one: what was
  ///   destroyed since may be readable with it
  public record State(
      boolean working, long files, long of, Optional<String> failure, boolean ringBehind) {}

  private BackupWorker(
      Backups backups,
      Supplier<Backups.Source> source,
      BackupSchedule schedule,
      Retention retention,
      Listener listener,
      Clock clock) {
    this.backups = backups;
    this.source = source;
    this.schedule = schedule;
    this.retention = retention;
    this.listener = listener;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("backups").daemon().unstarted(this::work);
  }

  /// Begins to look after the backups of a home.
  ///
  /// @param source asked for each backup
  /// @param ring whose writings it follows; lent
  public static BackupWorker start(
      Backups backups,
      Supplier<Backups.Source> source,
      BackupSchedule schedule,
      Retention retention,
      Listener listener,
      KeyRing ring,
      Clock clock) {
    var worker = new BackupWorker(backups, source, schedule, retention, listener, clock);
    ring.whenWritten(worker::ringWritten);
    worker.thread.start();
    return worker;
  }

  /// Makes a backup, soon; does nothing when one is being made already.
  public synchronized void begin() {
    if (!state.working()) {
      asked = true;
      enter(true, 0, 0, Optional.empty());
      notifyAll();
    }
  }

  /// How it is.
  public synchronized State state() {
    return new State(
        state.working(), state.files(), state.of(), state.failure(), ringCopied < ringWritten);
  }

  private synchronized void enter(boolean working, long files, long of, Optional<String> failure) {
    state = new State(working, files, of, failure, false);
  }

  /// The backups that can be read, oldest first.
  public List<Backup> list() {
    return backups.list();
  }

  /// The names of those that cannot.
  public List<String> damaged() {
    return backups.damaged();
  }

  private synchronized void ringWritten() {
    ringWritten++;
    notifyAll();
  }

  private void work() {
    lookForNewest();
    while (await()) {
      replaceRing();
      if (takeOrder()) {
        make();
      }
    }
  }

  private void lookForNewest() {
    try {
      backups.list().stream().map(Backup::at).max(Instant::compareTo).ifPresent(at -> newest = at);
    } catch (RuntimeException e) {
      LOG.warn("The backups cannot be listed: {}", e.getMessage());
    }
  }

  /// Waits for something to do, no longer than a minute.
  ///
  /// @return false when it is over
  private synchronized boolean await() {
    long until = System.nanoTime() + LOOK.toNanos();
    try {
      while (!closed && !asked && !ringIsToBeCopied() && System.nanoTime() - until < 0) {
        wait(LOOK.toMillis());
      }
    } catch (InterruptedException e) {
      return false;
    }
    return !closed;
  }

  private synchronized boolean ringIsToBeCopied() {
    return ringCopied < ringWritten && !ringRefused;
  }

  private void replaceRing() {
    long writing = ringToCopy();
    if (writing == 0) {
      return;
    }
    try {
      backups.replaceRing();
      ringCopied(writing);
    } catch (RuntimeException e) {
      ringIsRefused();
      LOG.error(
          "The key ring at the backups is not the newest, and what was destroyed since may be readable with it: {}",
          e.getMessage());
    }
  }

  /// @return 0 when the newest is there
  private synchronized long ringToCopy() {
    ringRefused = false;
    return ringCopied == ringWritten ? 0 : ringWritten;
  }

  private synchronized void ringIsRefused() {
    ringRefused = true;
  }

  private synchronized void ringCopied(long writing) {
    ringCopied = writing;
  }

  private synchronized boolean takeOrder() {
    boolean rested = System.nanoTime() - started >= schedule.settling().toNanos();
    boolean recovered =
        failedAt.isEmpty() || System.nanoTime() - failedAt.get() >= schedule.again().toNanos();
    boolean due = rested && recovered && schedule.isDue(newest, clock.instant());
    if (!asked && !due) {
      return false;
    }
    asked = false;
    enter(true, 0, 0, Optional.empty());
    return true;
  }

  private void make() {
    try {
      var backup = backups.make(source.get(), this::at);
      newest = backup.at();
      failedAt = Optional.empty();
      LOG.info("Made the backup {}", backup.name());
      List<Backup> deleted = prune();
      done(Optional.empty());
      listener.made(backup, deleted);
    } catch (CancellationException e) {
      LOG.warn("A backup was ended: the server stops");
      done(Optional.of(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void failed(RuntimeException e) {
    failedAt = Optional.of(System.nanoTime());
    String why = String.valueOf(e.getMessage());
    LOG.error("No backup was made: {}", why, e);
    // first, so that whoever hears of it may ask for the next one at once
    done(Optional.of(why));
    try {
      listener.failed(why);
    } catch (RuntimeException alsoFailed) {
      LOG.error("That a backup failed is not in the audit", alsoFailed);
    }
  }

  private List<Backup> prune() {
    try {
      return backups.prune(retention);
    } catch (RuntimeException e) {
      LOG.error("Outdated backups are not deleted: {}", e.getMessage());
      return List.of();
    }
  }

  private synchronized boolean at(long files, long of) {
    enter(true, files, of, Optional.empty());
    return !closed;
  }

  private synchronized void done(Optional<String> failure) {
    enter(false, 0, 0, failure);
    ringWritten++; // Keys that no backup needs any more can go.
  }

  /// Ends after the file at hand; a backup that is not complete is given up.
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
