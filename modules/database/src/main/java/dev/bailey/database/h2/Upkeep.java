package dev.bailey.database.h2;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the file from growing: each commit writes a chunk of its own, most of which the next ones
/// make useless, and with `WRITE_DELAY=0` H2 has no thread that tidies up.
///
/// What little still counts in old chunks is written anew, a few megabytes at a time; H2 frees them
/// after 45 seconds, when the state that needed them is long synced, and uses their place again.
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /// Percent of the chunks' bytes that should count.
  private static final int TARGET = 70;

  private static final int MOST_BYTES = 4 << 20;

  private final MVStore store;
  private final SealedVolume volume;
  private final Runnable sync;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("bailey-h2-upkeep").daemon().factory());
  private long seen;

  /// @param sync brings to the disk what was written
  Upkeep(MVStore store, SealedVolume volume, Runnable sync, Duration every) {
    this.store = store;
    this.volume = volume;
    this.sync = sync;
    long millis = every.toMillis();
    var _ = thread.scheduleWithFixedDelay(this::tidy, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void tidy() {
    if (volume.writes() == seen || volume.failed()) {
      return;
    }
    try {
      store.compact(TARGET, MOST_BYTES);
      sync.run();
    } catch (RuntimeException e) {
      LOG.warn("could not tidy up the database file", e);
    }
    seen = volume.writes();
  }

  /// Returns when it is not at work any more.
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
        LOG.warn("tidying up the database file takes long; going on without");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
