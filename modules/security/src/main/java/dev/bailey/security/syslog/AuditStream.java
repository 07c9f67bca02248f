package dev.bailey.security.syslog;

import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditEntry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the audit to a syslog server, line by line in order, each at least once, in a thread of
/// its own: nobody who writes the audit waits for it. How far it is survives restarts.
public final class AuditStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditStream.class);
  private static final int AT_ONCE = 1_000;

  private final Audit audit;
  private final SyslogServer server;
  private final StreamPosition position;
  private final Pauses pauses;
  private final Clock clock;
  private final Thread thread;
  private boolean closed;
  private Optional<Instant> toldAt = Optional.empty();
  private Optional<String> failure = Optional.empty();

  /// When nothing is told.
  ///
  /// @param look how often it is looked whether there is something new
  /// @param firstAgain how long after a first failure the next attempt follows; doubled each time
  /// @param lastAgain up to this
  public record Pauses(Duration look, Duration firstAgain, Duration lastAgain) {
    /// Every second; after failures a second to a minute.
    public static Pauses standard() {
      return new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(1));
    }
  }

  /// How it is.
  ///
  /// @param position the number of the last line that arrived
  /// @param behind how many lines have not arrived yet
  /// @param toldAt when lines arrived last, since this start
  /// @param failure of the last attempt, if it failed
  public record State(
      String server,
      long position,
      long behind,
      Optional<Instant> toldAt,
      Optional<String> failure) {}

  private AuditStream(
      Audit audit, SyslogServer server, StreamPosition position, Pauses pauses, Clock clock) {
    this.audit = audit;
    this.server = server;
    this.position = position;
    this.pauses = pauses;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("audit-stream").daemon().unstarted(this::work);
  }

  /// Begins to tell what was not told yet.
  public static AuditStream start(
      Audit audit, SyslogServer server, StreamPosition position, Pauses pauses, Clock clock) {
    var stream = new AuditStream(audit, server, position, pauses, clock);
    stream.thread.start();
    return stream;
  }

  /// How it is.
  public State state() {
    long last =
        audit.list(Audit.Query.newest(1)).stream()
            .mapToLong(AuditEntry::number)
            .findFirst()
            .orElse(0);
    long arrived = position.get();
    synchronized (this) {
      return new State(
          server.place().toString(), arrived, Math.max(0, last - arrived), toldAt, failure);
    }
  }

  /// The number of the last line that arrived.
  public long position() {
    return position.get();
  }

  private void work() {
    Duration again = pauses.firstAgain();
    Duration pause = Duration.ZERO;
    while (await(pause)) {
      try {
        pause = tellSome() ? Duration.ZERO : pauses.look();
        again = pauses.firstAgain();
      } catch (IOException | RuntimeException e) {
        failed(e);
        pause = again;
        again = min(again.multipliedBy(2), pauses.lastAgain());
      }
    }
  }

  /// @return whether there was something to tell
  private boolean tellSome() throws IOException {
    List<AuditEntry> lines = audit.following(position.get(), AT_ONCE);
    if (lines.isEmpty()) {
      return false;
    }
    server.tell(lines.stream().map(line -> SyslogMessage.frame(line, server.host())).toList());
    position.set(lines.getLast().number());
    told();
    return true;
  }

  private synchronized void told() {
    if (failure.isPresent()) {
      LOG.info("The audit is told to {} again", server.place());
    }
    toldAt = Optional.of(clock.instant());
    failure = Optional.empty();
  }

  private synchronized void failed(Exception e) {
    String why = String.valueOf(e.getMessage());
    if (failure.isEmpty()) {
      LOG.error("The audit is not told to {}: {}", server.place(), why);
    }
    failure = Optional.of(why);
  }

  /// @return false when it is over
  private synchronized boolean await(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    try {
      for (long left = pause.toNanos(); !closed && left > 0; left = end - System.nanoTime()) {
        wait(left / 1_000_000 + 1);
      }
    } catch (InterruptedException e) {
      return false;
    }
    return !closed;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// Ends after the attempt at hand.
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
