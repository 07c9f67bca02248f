package dev.bailey.engine.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/// Hands out nodes to threads in dbt's order: a node is due when all that it waits for is done; of
/// those that are due the one of the lowest level goes first, then by unique id.
///
/// The level is the length of the longest way from a node that waits for nothing.
///
/// Threads for which no node is due help with the parts of others.
public final class Schedule {
  private final Map<String, Integer> missing = new HashMap<>();
  private final Map<String, List<String>> waiting = new HashMap<>();
  private final Map<String, Integer> levels;
  private final PriorityQueue<String> due;
  private final Deque<SharedParts> shared = new ArrayDeque<>();
  private int open;
  private boolean stopped;

  /// What a thread is to do next.
  public sealed interface Turn {
    /// Carry out a node, and say that it is done.
    record Due(String node) implements Turn {}

    /// Help with a node that another thread carries out.
    record Help(SharedParts parts) implements Turn {}
  }

  /// @param parents for each node the nodes of this schedule that it waits for
  public Schedule(Map<String, ? extends Set<String>> parents) {
    this.levels = levels(parents);
    this.due =
        new PriorityQueue<>((a, b) -> {
          int byLevel = Integer.compare(level(a), level(b));
          return byLevel != 0 ? byLevel : a.compareTo(b);
        });
    this.open = parents.size();
    parents.forEach(this::enter);
  }

  private int level(String node) {
    return levels.getOrDefault(node, 0);
  }

  private void enter(String node, Set<String> itsParents) {
    missing.put(node, itsParents.size());
    itsParents.forEach(parent -> waiting.computeIfAbsent(parent, _ -> new ArrayList<>()).add(node));
    if (itsParents.isEmpty()) {
      due.add(node);
    }
  }

  private static Map<String, Integer> levels(Map<String, ? extends Set<String>> parents) {
    var left = new HashMap<String, Integer>();
    var children = new HashMap<String, List<String>>();
    parents.forEach((node, its) -> {
      left.put(node, its.size());
      its.forEach(p -> children.computeIfAbsent(p, _ -> new ArrayList<>()).add(node));
    });
    var levels = new HashMap<String, Integer>();
    List<String> generation =
        left.keySet().stream().filter(node -> left.getOrDefault(node, 0) == 0).toList();
    for (int level = 0; !generation.isEmpty(); level++) {
      var next = new ArrayList<String>();
      for (String node : generation) {
        levels.put(node, level);
        for (String child : children.getOrDefault(node, List.of())) {
          if (left.merge(child, -1, Integer::sum) == 0) {
            next.add(child);
          }
        }
      }
      generation = next;
    }
    return levels;
  }

  /// What to do next, waiting until there is something; empty when there is no more.
  public synchronized Optional<Turn> next() throws InterruptedException {
    while (due.isEmpty() && helpless() && open > 0 && !stopped) {
      wait();
    }
    if (stopped) {
      return Optional.empty();
    }
    return due.isEmpty()
        ? Optional.ofNullable(shared.peek()).map(Turn.Help::new)
        : Optional.of(new Turn.Due(due.remove()));
  }

  /// Whether nothing is left to help with.
  private boolean helpless() {
    shared.removeIf(parts -> !parts.isWaiting());
    return shared.isEmpty();
  }

  /// Has idle threads help.
  synchronized void share(SharedParts parts) {
    shared.add(parts);
    notifyAll();
  }

  /// A node that was handed out is done, however it ended; others may be due now.
  public synchronized void done(String node) {
    open--;
    for (String child : waiting.getOrDefault(node, List.of())) {
      if (missing.merge(child, -1, Integer::sum) == 0) {
        due.add(child);
      }
    }
    notifyAll();
  }

  /// Hands out nothing more.
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /// All that wait for a node, directly or not.
  public Set<String> after(String node) {
    var found = new LinkedHashSet<String>();
    var todo = new ArrayList<>(waiting.getOrDefault(node, List.of()));
    while (!todo.isEmpty()) {
      String next = todo.removeLast();
      if (found.add(next)) {
        todo.addAll(waiting.getOrDefault(next, List.of()));
      }
    }
    return new HashSet<>(found);
  }
}
