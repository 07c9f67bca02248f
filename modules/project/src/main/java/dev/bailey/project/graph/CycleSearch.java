package dev.bailey.project.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Looks for a circle by walking from each node to what it reads from. Keeps its own stack: a chain
/// of models may be longer than a thread's stack allows.
final class CycleSearch {
  private enum State {
    UNSEEN,
    ON_THE_WAY,
    DONE
  }

  private final int[][] parents;
  private final State[] states;
  private final int[] nextEdge;
  private final Deque<Integer> way = new ArrayDeque<>();

  CycleSearch(int[][] parents) {
    this.parents = parents;
    this.states = new State[parents.length];
    java.util.Arrays.fill(states, State.UNSEEN);
    this.nextEdge = new int[parents.length];
  }

  /// The nodes of a circle from a node back to itself, each before the one that reads from it.
  Optional<List<Integer>> find() {
    for (int node = 0; node < parents.length; node++) {
      if (states[node] == State.UNSEEN) {
        Optional<List<Integer>> found = walk(node);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<List<Integer>> walk(int start) {
    enter(start);
    while (!way.isEmpty()) {
      int node = way.getLast();
      if (nextEdge[node] == parents[node].length) {
        states[node] = State.DONE;
        way.removeLast();
        continue;
      }
      int parent = parents[node][nextEdge[node]++];
      switch (states[parent]) {
        case UNSEEN -> enter(parent);
        case ON_THE_WAY -> {
          return Optional.of(circle(parent));
        }
        case DONE -> {}
      }
    }
    return Optional.empty();
  }

  private void enter(int node) {
    states[node] = State.ON_THE_WAY;
    way.addLast(node);
  }

  private List<Integer> circle(int start) {
    var circle = new ArrayList<>(way).subList(new ArrayList<>(way).indexOf(start), way.size());
    var path = new ArrayList<>(circle);
    path.add(start);
    Collections.reverse(path);
    return path;
  }
}
