package dev.bailey.warehouse.lock;

import dev.bailey.engine.Stop;
import dev.bailey.engine.adapter.RelationLocks;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.warehouse.lock.LockTable.Name;
import dev.bailey.warehouse.lock.LockTable.Schema;
import dev.bailey.warehouse.lock.LockTable.State;
import dev.bailey.warehouse.lock.LockTable.Waiter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The locks of one run. What it may do about those of others, its policy says.
final class RunLocks implements RelationLocks {
  private final LockTable table;
  private final String server;
  private final String run;
  private final LockPolicy policy;

  /// When another run last wrote in a schema, counted in writes; the table's.
  final Map<Schema, Long> foreign = new HashMap<>();

  /// When this run last asked for a relation, counted in writes; the table's.
  final Map<Name, Long> seen = new HashMap<>();

  RunLocks(LockTable table, String server, String run, LockPolicy policy) {
    this.table = table;
    this.server = server;
    this.run = run;
    this.policy = policy;
  }

  @Override
  public Grant take(RelationName relation, Stop stop, Consumer<String> notice) {
    Name name = Name.of(server, relation);
    Optional<RunLocks> owner = table.take(this, name);
    if (owner.isEmpty()) {
      return held(name);
    }
    String other = owner.get().run;
    String what = "%s, which is writing %s".formatted(other, text(relation));
    return switch (policy.action()) {
      case WAIT -> await(name, what, stop, notice);
      case SKIP -> new Grant.Left("Left to " + what);
      case FAIL ->
          new Grant.Refused(
              "%s is being written by %s. Run this again when that has ended, or let runs wait for each other (busy_relation)."
                  .formatted(text(relation), other));
    };
  }

  private Grant await(Name name, String what, Stop stop, Consumer<String> notice) {
    Waiter waiter = table.queue(this, name);
    stop.onRequest(waiter::giveUp);
    notice.accept(what);
    return switch (waiter.await(policy.patience().toNanos())) {
      case State.HOLDS -> held(name);
      case State.GIVEN_UP -> new Grant.Stopped();
      case State.WAITING, State.TOO_LATE ->
          new Grant.Refused(
              "Waited %s for %s. Run this again when that has ended, or let runs wait longer (busy_relation_minutes)."
                  .formatted(words(policy.patience()), what));
    };
  }

  private static String words(Duration time) {
    return time.toSeconds() % 60 == 0
        ? time.toMinutes() + " minutes"
        : time.toSeconds() + " seconds";
  }

  private Grant held(Name name) {
    return new Grant.Held(table.isChanged(this, name), () -> table.release(this, name));
  }

  private static String text(RelationName relation) {
    return relation.rendered().orElseGet(() -> relation.schema() + "." + relation.alias());
  }

  @Override
  public void close() {
    table.leave(this);
  }

  @Override
  public String toString() {
    return "%s on %s (%s)".formatted(run, server, policy.action().word());
  }
}
