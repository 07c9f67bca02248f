package dev.bailey.engine.run;

import dev.bailey.engine.connection.Connection;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;

/// Parts of one node that several threads do.
final class SharedParts {
  private final Deque<Helpers.Part> waiting;
  private int open;
  private Optional<Throwable> failure = Optional.empty();

  SharedParts(Collection<Helpers.Part> parts) {
    this.waiting = new ArrayDeque<>(parts);
    this.open = parts.size();
  }

  /// Whether there is something that nobody began.
  synchronized boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /// Does one part that nobody began, if there is one.
  ///
  /// @return whether there was one
  boolean help(Connection connection) {
    Optional<Helpers.Part> part = begin();
    part.ifPresent(one -> perform(one, connection));
    return part.isPresent();
  }

  private synchronized Optional<Helpers.Part> begin() {
    return Optional.ofNullable(waiting.poll());
  }

  private void perform(Helpers.Part part, Connection connection) {
    Optional<Throwable> thrown = Optional.empty();
    try {
      part.over(connection);
    } catch (RuntimeException | Error e) {
      // Whoever shares the work hears of it; whoever helps goes on.
      thrown = Optional.of(e);
    } finally {
      end(thrown);
    }
  }

  private synchronized void end(Optional<Throwable> thrown) {
    failure = failure.or(() -> thrown);
    open--;
    notifyAll();
  }

  /// Does what nobody begins, waits until all parts have ended, and throws what one of them threw.
  void finish(Connection own) {
    boolean more = true;
    while (more) {
      more = help(own);
    }
    await();
  }

  private synchronized void await() {
    boolean interrupted = false;
    while (open > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    failure.ifPresent(SharedParts::raise);
  }

  private static void raise(Throwable thrown) {
    switch (thrown) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(thrown);
    }
  }
}
