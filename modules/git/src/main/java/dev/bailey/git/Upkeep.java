package dev.bailey.git;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compacts repositories in the background, one at a time, whenever they have grown many packs.
public final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("git-upkeep").daemon().factory());

  private Upkeep() {}

  /// Begins to look after repositories.
  ///
  /// @param pause between one look and the next
  public static Upkeep start(Repositories repositories, Duration pause) {
    var upkeep = new Upkeep();
    var _ =
        upkeep.worker.scheduleWithFixedDelay(
            () -> look(repositories), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    return upkeep;
  }

  private static void look(Repositories repositories) {
    try {
      repositories.compactWhereDue();
    } catch (RuntimeException e) {
      LOG.error("Looking after the repositories failed", e);
    }
  }

  /// Waits for the compaction in progress: what it has written would be for nothing.
  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(1, TimeUnit.MINUTES)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
