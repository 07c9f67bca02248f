package dev.bailey.warehouse.dispatch;

import dev.bailey.engine.adapter.Response;
import dev.bailey.engine.adapter.Result;
import dev.bailey.engine.adapter.Rows;
import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.WarehouseException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One thing to do in a warehouse, as it travels through the route: a statement, the edge of a
/// transaction, or connecting.
final class Work {
  private static final Result NOTHING = new Result(new Response("OK", "", -1), Rows.none());

  private final Optional<Statement> statement;
  private final Supplier<Result> task;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile WarehouseException.@Nullable Kind stopKind;
  private volatile boolean running;
  private @Nullable Result result;
  private @Nullable WarehouseException failure;
  private long handedIn;
  private long started;
  private long ended;

  private Work(Optional<Statement> statement, Supplier<Result> task) {
    this.statement = statement;
    this.task = task;
    this.handedIn = System.nanoTime();
  }

  static Work statement(Statement statement, Supplier<Result> task) {
    return new Work(Optional.of(statement), task);
  }

  static Work step(Runnable step) {
    return new Work(
        Optional.empty(),
        () -> {
          step.run();
          return NOTHING;
        });
  }

  Optional<Statement> statement() {
    return statement;
  }

  /// Does it, unless it was asked to stop before.
  void perform() {
    started = System.nanoTime();
    running = true;
    try {
      refuseWhenStopped();
      result = task.get();
    } catch (WarehouseException e) {
      failure = e;
    } finally {
      running = false;
      ended = System.nanoTime();
    }
  }

  private void refuseWhenStopped() {
    WarehouseException.Kind kind = stopKind;
    if (kind != null) {
      throw new WarehouseException(kind, "cancelled");
    }
  }

  /// Whether the warehouse has it.
  boolean running() {
    return running;
  }

  /// It ends without having been performed, as when it gave up waiting.
  void refuse(WarehouseException why) {
    failure = why;
    started = System.nanoTime();
    ended = started;
  }

  /// Notes why it is being stopped; the first reason counts.
  synchronized void stop(WarehouseException.Kind kind) {
    if (stopKind == null) {
      stopKind = kind;
    }
    stopped.countDown();
  }

  /// Why it was asked to stop, if it was.
  Optional<WarehouseException.Kind> stopKind() {
    return Optional.ofNullable(stopKind);
  }

  /// Opens when it is asked to stop.
  CountDownLatch stopped() {
    return stopped;
  }

  Optional<WarehouseException> failure() {
    return Optional.ofNullable(failure);
  }

  void failWith(WarehouseException other) {
    failure = other;
  }

  /// @throws WarehouseException when it failed
  Result outcome() {
    if (failure != null) {
      throw failure;
    }
    if (result == null) {
      throw new IllegalStateException("the route did not perform the work");
    }
    return result;
  }

  Optional<Result> result() {
    return Optional.ofNullable(result);
  }

  long queuedNanos() {
    return started - handedIn;
  }

  long tookNanos() {
    return ended - started;
  }
}
