package dev.bailey.appliance.dbt;

import dev.bailey.engine.Stop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a command that is interrupted (Ctrl-C, SIGTERM) come to its end: what runs in the warehouse
/// is cancelled, the summary is printed and the artifacts are written before the process goes.
/// Closed when the command has ended and its files are written.
final class Interrupt implements AutoCloseable {
  /// What dbt ends with when it is interrupted.
  private static final int INTERRUPTED = 2;

  /// A warehouse that does not answer may not hold a terminal for longer.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  Interrupt(Stop stop) {
    hook = Thread.ofPlatform().name("interrupt").unstarted(() -> end(stop));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void end(Stop stop) {
    stop.request("Exited because of keyboard interrupt");
    try {
      boolean _ = ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(INTERRUPTED);
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook waits for nothing any more.
    }
  }
}
