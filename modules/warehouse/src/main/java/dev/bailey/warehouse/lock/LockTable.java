package dev.bailey.warehouse.lock;

import dev.bailey.engine.adapter.RelationLocks;
import dev.bailey.project.manifest.RelationName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Which run is writing which relation, in this process (ADR 0406). It is nowhere else: with the
/// process its locks are gone.
///
/// Names count without regard to the case of letters. Where a warehouse tells `Orders` from
/// `orders`, one is waited for in vain; dbt takes them for one, too.
public final class LockTable {
  private final ReentrantLock monitor = new ReentrantLock();
  private final Map<Name, Slot> slots = new HashMap<>();
  private final Set<RunLocks> runs = new HashSet<>();
  private long writes;

  /// A schema of a server.
  record Schema(String server, String database, String schema) {}

  /// A relation of a server.
  record Name(Schema schema, String relation) {
    static Name of(String server, RelationName name) {
      return new Name(
          new Schema(server, lower(name.database().orElse("")), lower(name.schema())),
          lower(name.alias()));
    }

    private static String lower(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  /// Who has a relation, and who waits for it, in the order of asking.
  private static final class Slot {
    private RunLocks owner;
    private int holds = 1;
    private final Deque<Waiter> waiting = new ArrayDeque<>();

    Slot(RunLocks owner) {
      this.owner = owner;
    }

    Slot with(Waiter waiter) {
      waiting.add(waiter);
      return this;
    }
  }

  /// A thread that waits for a relation.
  final class Waiter {
    private final RunLocks run;
    private final Name name;
    private final Condition moved = monitor.newCondition();
    private State state = State.WAITING;

    private Waiter(RunLocks run, Name name) {
      this.run = run;
      this.name = name;
    }

    /// Waits for at most so long.
    State await(long nanos) {
      monitor.lock();
      try {
        long left = nanos;
        while (state == State.WAITING && left > 0) {
          left = moved.awaitNanos(left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        leave(State.GIVEN_UP);
      } finally {
        leave(State.TOO_LATE);
        monitor.unlock();
      }
      return state;
    }

    /// Waits no longer, unless it has the relation already.
    void giveUp() {
      monitor.lock();
      try {
        leave(State.GIVEN_UP);
      } finally {
        monitor.unlock();
      }
    }

    private void leave(State reason) {
      if (state == State.WAITING) {
        state = reason;
        Slot slot = slots.get(name);
        if (slot != null) {
          slot.waiting.remove(this);
        }
        moved.signal();
      }
    }
  }

  /// Where a waiter stands.
  enum State {
    WAITING,
    HOLDS,
    GIVEN_UP,
    TOO_LATE
  }

  /// The locks of one run.
  ///
  /// @param server what holds the relations; the same text for the same warehouse
  /// @param run as others are told, such as `run 12`
  public RelationLocks of(String server, String run, LockPolicy policy) {
    var locks = new RunLocks(this, server, run, policy);
    monitor.lock();
    try {
      runs.add(locks);
    } finally {
      monitor.unlock();
    }
    return locks;
  }

  /// Takes a relation that nobody else has.
  ///
  /// @return the run that has it, when there is one
  Optional<RunLocks> take(RunLocks run, Name name) {
    monitor.lock();
    try {
      Slot slot = slots.get(name);
      if (slot == null) {
        slots.put(name, new Slot(run));
        return Optional.empty();
      }
      if (slot.owner == run) {
        slot.holds++;
        return Optional.empty();
      }
      return Optional.of(slot.owner);
    } finally {
      monitor.unlock();
    }
  }

  /// Queues for a relation, or takes it if it has become free.
  Waiter queue(RunLocks run, Name name) {
    var waiter = new Waiter(run, name);
    monitor.lock();
    try {
      if (take(run, name).isEmpty()) {
        waiter.state = State.HOLDS;
      } else {
        slots.computeIfPresent(name, (_, slot) -> slot.with(waiter));
      }
    } finally {
      monitor.unlock();
    }
    return waiter;
  }

  /// Whether another run wrote in the relation's schema since `run` last asked for this relation.
  boolean isChanged(RunLocks run, Name name) {
    monitor.lock();
    try {
      long seen = run.seen.getOrDefault(name, 0L);
      run.seen.put(name, writes);
      return run.foreign.getOrDefault(name.schema(), 0L) > seen;
    } finally {
      monitor.unlock();
    }
  }

  /// Gives a relation back; who waits longest gets it.
  void release(RunLocks run, Name name) {
    monitor.lock();
    try {
      Slot slot = slots.get(name);
      if (slot == null || slot.owner != run) {
        return;
      }
      slot.holds--;
      if (slot.holds == 0) {
        passOn(name, slot);
      }
    } finally {
      monitor.unlock();
    }
  }

  private void passOn(Name name, Slot slot) {
    writes++;
    runs.stream()
        .filter(other -> other != slot.owner)
        .forEach(other -> other.foreign.put(name.schema(), writes));
    Waiter next = slot.waiting.poll();
    if (next == null) {
      slots.remove(name);
      return;
    }
    slot.owner = next.run;
    slot.holds = 1;
    next.state = State.HOLDS;
    next.moved.signal();
  }

  /// Ends a run's part in this: it waits no longer and holds nothing.
  void leave(RunLocks run) {
    monitor.lock();
    try {
      runs.remove(run);
      Map.copyOf(slots)
          .forEach((name, slot) -> {
            slot.waiting.stream()
                .filter(waiter -> waiter.run == run)
                .toList()
                .forEach(Waiter::giveUp);
            if (slot.owner == run) {
              passOn(name, slot);
            }
          });
    } finally {
      monitor.unlock();
    }
  }
}
