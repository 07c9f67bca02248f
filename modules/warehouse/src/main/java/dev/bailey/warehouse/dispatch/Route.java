package dev.bailey.warehouse.dispatch;

import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// The route of one connection: wait for a turn, do it, settle. Its Camel side is in [Dispatch];
/// this is what the three steps do.
final class Route {
  /// How long a warehouse has to react to a cancel before its connection is cut.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration AGAIN = Duration.ofMillis(200);

  private final String connection;
  private final Function<Route, Entrances.Entrance> door;
  private final ScheduledExecutorService timer;
  private final StatementAudit audit;
  private final InstantSource clock;
  private final Turnstile turnstile;
  private final Breaker breaker;
  private final AtomicInteger sessions = new AtomicInteger();
  private final LongAdder statements = new LongAdder();
  private final LongAdder queued = new LongAdder();
  private final LongAdder took = new LongAdder();
  private final Map<Kind, LongAdder> failures = new EnumMap<>(Kind.class);
  private volatile Limits limits;
  private Optional<Entrances.Entrance> entrance = Optional.empty();

  /// What travels through Camel.
  record Passage(RoutedSession session, Work work) {}

  Route(String connection, Limits limits, Dispatch.Place place) {
    this.connection = connection;
    this.limits = limits;
    this.door = place.entrance();
    this.timer = place.timer();
    this.audit = place.audit();
    this.clock = place.clock();
    this.turnstile = new Turnstile(limits.concurrency());
    this.breaker = new Breaker(clock);
    for (Kind kind : Kind.values()) {
      failures.put(kind, new LongAdder());
    }
  }

  void limit(Limits other) {
    if (!other.equals(limits)) {
      limits = other;
      turnstile.limit(other.concurrency());
    }
  }

  /// Sends work through the route, on this thread; its outcome is in the work afterwards.
  void send(RoutedSession session, Work work) {
    var passage = new Passage(session, work);
    Exception surprise = entrance().send(passage).getException();
    if (surprise instanceof RuntimeException mistake) {
      throw mistake;
    } else if (surprise != null) {
      throw new IllegalStateException(surprise);
    }
  }

  private synchronized Entrances.Entrance entrance() {
    Entrances.Entrance made = entrance.orElseGet(() -> door.apply(this));
    entrance = Optional.of(made);
    return made;
  }

  /// First step.
  void admit(Passage passage) {
    try {
      passage.session().takeTurn(turnstile);
    } catch (WarehouseException e) {
      passage.work().refuse(e);
    }
  }

  /// Second step.
  void perform(Passage passage) {
    if (passage.work().failure().isEmpty()) {
      ScheduledFuture<?> deadline =
          timer.schedule(
              () -> later(() -> passage.session().stop(passage.work(), Kind.TIMEOUT)),
              limits.statement().toMillis(),
              TimeUnit.MILLISECONDS);
      try {
        passage.work().perform();
      } finally {
        deadline.cancel(false);
      }
    }
  }

  /// Third step, whatever happened before.
  void settle(Passage passage) {
    Work work = passage.work();
    work.failure().ifPresent(failure -> settleFailure(passage, failure));
    passage.session().endTurn();
    work.statement().ifPresent(statement -> record(passage, statement));
  }

  private void settleFailure(Passage passage, WarehouseException failure) {
    Work work = passage.work();
    if (failure.kind() == Kind.UNREACHABLE) {
      passage.session().breakOff();
    }
    work.stopKind().ifPresent(kind -> work.failWith(stopped(kind, failure)));
  }

  private WarehouseException stopped(Kind kind, WarehouseException failure) {
    String message =
        switch (kind) {
          case TIMEOUT ->
              "The statement was cancelled: it ran longer than the %d seconds that this connection"
                      .formatted(limits.statement().toSeconds())
                  + " allows";
          default -> failure.kind() == Kind.CANCELLED ? failure.getMessage() : "cancelled";
        };
    return new WarehouseException(kind, message, failure);
  }

  private void record(Passage passage, Statement statement) {
    Work work = passage.work();
    statements.increment();
    queued.add(work.queuedNanos());
    took.add(work.tookNanos());
    var kind = work.failure().map(WarehouseException::kind);
    kind.ifPresent(failed -> count(failed));
    Duration all = Duration.ofNanos(work.queuedNanos() + work.tookNanos());
    audit.ended(
        new StatementRecord(
            connection,
            passage.session().run(),
            statement.node(),
            sha256(statement.sql()),
            clock.instant().minus(all),
            Duration.ofNanos(work.queuedNanos()),
            Duration.ofNanos(work.tookNanos()),
            work.result().map(result -> result.rows().size()).orElse(0),
            work.result().map(result -> result.response().rowsAffected()).orElse(-1L),
            kind));
  }

  private void count(Kind kind) {
    LongAdder adder = failures.get(kind);
    if (adder != null) {
      adder.increment();
    }
  }

  /// Tells a warehouse to stop until it does, and cuts the connection when it does not. Whoever
  /// asks for it does not wait: the network may be what is out of order.
  void insist(RoutedSession session, Work work) {
    later(() -> tell(session, work));
    ScheduledFuture<?> _ =
        timer.schedule(
            () -> later(() -> cut(session, work)), GRACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void tell(RoutedSession session, Work work) {
    long end = System.nanoTime() + GRACE.toNanos();
    try {
      while (work.running() && System.nanoTime() < end) {
        session.insist();
        TimeUnit.MILLISECONDS.sleep(AGAIN.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void cut(RoutedSession session, Work work) {
    if (work.running()) {
      session.breakOff();
    }
  }

  /// Cancelling may block on the network, so it never happens on the timer's thread.
  private static void later(Runnable task) {
    Thread.ofVirtual().name("warehouse-stop").start(task);
  }

  /// Connects, trying again when the warehouse cannot be reached, but not when it said no.
  Link connect(Connector connector, String name) {
    sessions.incrementAndGet();
    try {
      return connect(connector, name, 0);
    } catch (RuntimeException | Error e) {
      sessions.decrementAndGet();
      throw e;
    }
  }

  private Link connect(Connector connector, String name, int attempts) {
    breaker.check();
    try {
      Link link = connector.connect(name);
      breaker.reached();
      return link;
    } catch (WarehouseException e) {
      if (e.kind() != Kind.UNREACHABLE) {
        breaker.reached();
        throw e;
      }
      breaker.failed(e);
      if (attempts >= connector.retries() || breaker.interrupted()) {
        throw e;
      }
      pause(attempts + 1);
      return connect(connector, name, attempts + 1);
    }
  }

  private static void pause(int attempt) {
    try {
      TimeUnit.SECONDS.sleep(Math.min(attempt * attempt, 30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WarehouseException(Kind.CANCELLED, "cancelled while connecting", e);
    }
  }

  void closed() {
    sessions.decrementAndGet();
  }

  Figures figures() {
    var failed = new EnumMap<Kind, Long>(Kind.class);
    failures.forEach((kind, count) -> {
      if (count.sum() > 0) {
        failed.put(kind, count.sum());
      }
    });
    return new Figures(
        connection,
        sessions.get(),
        turnstile.inside(),
        turnstile.waiting(),
        statements.sum(),
        failed,
        Duration.ofNanos(queued.sum()),
        Duration.ofNanos(took.sum()),
        breaker.interrupted());
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
