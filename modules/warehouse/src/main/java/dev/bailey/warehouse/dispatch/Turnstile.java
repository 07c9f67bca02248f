package dev.bailey.warehouse.dispatch;

import dev.bailey.engine.adapter.WarehouseException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets a bounded number through at once, fairly between runs: the next turn goes to the waiting
/// run that holds the fewest, and among these to the one that waits longest. A run of a thousand
/// models therefore cannot keep a small one out.
final class Turnstile {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Integer> held = new HashMap<>();
  private final Map<String, ArrayDeque<Turn>> waiting = new LinkedHashMap<>();
  private int limit;
  private int inside;

  Turnstile(int limit) {
    this.limit = limit;
  }

  /// One turn, once.
  final class Turn {
    private final String run;
    private final Condition moved = lock.newCondition();
    private State state = State.NEW;

    private Turn(String run) {
      this.run = run;
    }

    /// Waits for the turn.
    ///
    /// @throws WarehouseException when it is given up while waiting
    void take() {
      lock.lock();
      try {
        if (state == State.NEW) {
          queue(this);
        }
        while (state == State.WAITING) {
          moved.await();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        withdraw(this);
      } finally {
        lock.unlock();
      }
      if (state != State.INSIDE) {
        throw new WarehouseException(
            WarehouseException.Kind.CANCELLED, "cancelled while waiting for the warehouse");
      }
    }

    /// Gives up waiting; once inside, does nothing.
    void giveUp() {
      lock.lock();
      try {
        withdraw(this);
      } finally {
        lock.unlock();
      }
    }

    /// Lets the next one through; a turn that never came does nothing.
    void end() {
      lock.lock();
      try {
        if (state == State.INSIDE) {
          state = State.OVER;
          inside--;
          held.computeIfPresent(run, (_, count) -> count == 1 ? null : count - 1);
          admit();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private enum State {
    NEW,
    WAITING,
    INSIDE,
    OVER
  }

  Turn turn(String run) {
    return new Turn(run);
  }

  /// Changes how many may be inside; who is inside stays.
  void limit(int other) {
    lock.lock();
    try {
      limit = other;
      admit();
    } finally {
      lock.unlock();
    }
  }

  int inside() {
    lock.lock();
    try {
      return inside;
    } finally {
      lock.unlock();
    }
  }

  int waiting() {
    lock.lock();
    try {
      return waiting.values().stream().mapToInt(ArrayDeque::size).sum();
    } finally {
      lock.unlock();
    }
  }

  private void queue(Turn turn) {
    turn.state = State.WAITING;
    waiting.computeIfAbsent(turn.run, _ -> new ArrayDeque<>()).add(turn);
    admit();
  }

  private void withdraw(Turn turn) {
    if (turn.state == State.NEW || turn.state == State.WAITING) {
      ArrayDeque<Turn> line = waiting.get(turn.run);
      if (line != null && line.remove(turn) && line.isEmpty()) {
        waiting.remove(turn.run);
      }
      turn.state = State.OVER;
      turn.moved.signal();
    }
  }

  private void admit() {
    while (inside < limit && !waiting.isEmpty()) {
      var entry =
          waiting.entrySet().stream()
              .min(Comparator.comparing(line -> held.getOrDefault(line.getKey(), 0)))
              .orElseThrow();
      String run = entry.getKey();
      ArrayDeque<Turn> line = entry.getValue();
      Turn next = line.remove();
      // Taken out and put back at the end, so that equals take turns.
      waiting.remove(run);
      if (!line.isEmpty()) {
        waiting.put(run, line);
      }
      next.state = State.INSIDE;
      inside++;
      held.merge(run, 1, Integer::sum);
      next.moved.signal();
    }
  }
}
