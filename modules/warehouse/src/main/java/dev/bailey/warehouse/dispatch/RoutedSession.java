package dev.bailey.warehouse.dispatch;

import dev.bailey.engine.adapter.Result;
import dev.bailey.engine.adapter.Session;
import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A session whose every step goes through its connection's route.
///
/// It holds a turn only while a statement runs or a transaction is open. A thread of a run keeps
/// its session while it waits for other threads, and if it kept its turn as well, a small limit
/// would lock the run up.
final class RoutedSession implements Session {
  private static final Logger LOG = LoggerFactory.getLogger(RoutedSession.class);

  private final Route route;
  private final String run;
  private final Link link;
  private final Consumer<RoutedSession> farewell;
  private volatile Turnstile.@Nullable Turn turn;
  private volatile @Nullable Work work;
  private volatile Turnstile.@Nullable Turn awaited;
  private volatile boolean broken;
  private boolean closed;

  RoutedSession(Route route, String run, Link link, Consumer<RoutedSession> farewell) {
    this.route = route;
    this.run = run;
    this.link = link;
    this.farewell = farewell;
  }

  @Override
  public Result execute(Statement statement) {
    return through(Work.statement(statement, () -> link.execute(statement)));
  }

  @Override
  public void begin() {
    through(Work.step(link::begin));
  }

  @Override
  public void commit() {
    through(Work.step(link::commit));
  }

  @Override
  public void rollback() {
    if (!broken) {
      through(Work.step(link::rollback));
    }
  }

  @Override
  public boolean inTransaction() {
    return !broken && link.inTransaction();
  }

  @Override
  public void reset() {
    through(Work.step(link::reset));
  }

  private Result through(Work next) {
    if (broken) {
      throw new WarehouseException(Kind.UNREACHABLE, "connection already closed");
    }
    work = next;
    try {
      route.send(this, next);
      return next.outcome();
    } finally {
      work = null;
    }
  }

  /// Waits for a turn unless the session has one.
  void takeTurn(Turnstile turnstile) {
    if (turn == null) {
      Turnstile.Turn fresh = turnstile.turn(run);
      awaited = fresh;
      try {
        Work mine = work;
        if (mine != null && mine.stopKind().isPresent()) {
          fresh.giveUp();
        }
        fresh.take();
        turn = fresh;
      } finally {
        awaited = null;
      }
    }
  }

  /// Gives the turn back unless a transaction is open.
  void endTurn() {
    Turnstile.Turn mine = turn;
    if (mine != null && (broken || !link.inTransaction())) {
      turn = null;
      mine.end();
    }
  }

  /// The link is of no use any more.
  void breakOff() {
    broken = true;
    link.abort();
  }

  String run() {
    return run;
  }

  @Override
  public void cancel() {
    Work running = work;
    if (running != null) {
      stop(running, Kind.CANCELLED);
    }
  }

  /// Stops the work if it is still the current one: gives up its place in the queue, or cancels in
  /// the warehouse; a warehouse that does not react is cut off.
  void stop(Work which, Kind kind) {
    which.stop(kind);
    Turnstile.Turn waiting = awaited;
    if (waiting != null) {
      waiting.giveUp();
    }
    if (which == work && which.running()) {
      route.insist(this, which);
    }
  }

  /// Tells the warehouse, perhaps not for the first time, as when the first word came too early. A
  /// word that does not get through is one that the warehouse does not react to.
  void insist() {
    try {
      link.cancel();
    } catch (WarehouseException e) {
      LOG.debug("a cancel did not get through", e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    Work running = work;
    broken = true;
    if (running == null) {
      link.close();
    } else {
      stop(running, Kind.CANCELLED);
      insist();
      link.abort();
    }
    Turnstile.Turn mine = turn;
    turn = null;
    if (mine != null) {
      mine.end();
    }
    farewell.accept(this);
  }
}
