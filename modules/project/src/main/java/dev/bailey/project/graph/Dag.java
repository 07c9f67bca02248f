package dev.bailey.project.graph;

import dev.bailey.project.manifest.DependsOn;
import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.SemanticDefinition;
import dev.bailey.project.manifest.SingularTest;
import dev.bailey.project.manifest.UnitTest;
import dev.bailey.project.store.Lazy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The resources of a manifest and what each reads from. Immutable; may be shared between threads.
///
/// Inside, nodes are numbers in the order of the manifest, so that sets of them are [BitSet]s and a
/// project of some thousand nodes is walked in well under a millisecond.
public final class Dag {
  private final List<String> ids;
  private final Map<String, Integer> numbers;
  private final int[][] parents;
  private final int[][] children;
  private final BitSet tests = new BitSet();
  private final BitSet unitTests = new BitSet();
  private final BitSet executable = new BitSet();

  /// What each resource says that it reads from.
  private final List<List<String>> said;

  private final Lazy<Optional<List<String>>> cycle = Lazy.of(this::findCycle);

  private Dag(Map<String, Resource> resources, List<List<String>> said) {
    this.said = said;
    this.ids = List.copyOf(resources.keySet());
    this.numbers = HashMap.newHashMap(ids.size());
    ids.forEach(id -> numbers.put(id, numbers.size()));
    this.parents = new int[ids.size()][];
    var below = new ArrayList<List<Integer>>(ids.size());
    ids.forEach(_ -> below.add(new ArrayList<>(2)));
    int number = 0;
    for (Resource resource : resources.values()) {
      parents[number] = numbers(said.get(number));
      for (int parent : parents[number]) {
        below.get(parent).add(number);
      }
      boolean isTest = resource instanceof GenericTest || resource instanceof SingularTest;
      tests.set(number, isTest);
      unitTests.set(number, resource instanceof UnitTest);
      executable.set(number, !isTest && resource instanceof Node);
      number++;
    }
    this.children =
        below.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /// The graph of `manifest`.
  ///
  /// @param earlier one that is taken when it is the same
  public static Dag of(Manifest manifest, Optional<Dag> earlier) {
    var resources = new LinkedHashMap<String, Resource>();
    resources.putAll(manifest.nodes());
    resources.putAll(manifest.sources());
    resources.putAll(manifest.exposures());
    resources.putAll(manifest.semantics());
    resources.putAll(manifest.unitTests());
    List<List<String>> said =
        resources.values().stream().map(resource -> dependencies(resource).nodes()).toList();
    return earlier
        .filter(dag -> dag.isOf(resources.keySet(), said))
        .orElseGet(() -> new Dag(resources, said));
  }

  /// A resource's id tells its type, so that equal ids with equal edges make an equal graph.
  private boolean isOf(Collection<String> otherIds, List<List<String>> edges) {
    return said.equals(edges) && ids.equals(List.copyOf(otherIds));
  }

  private static DependsOn dependencies(Resource resource) {
    return switch (resource) {
      case Node node -> node.dependsOn();
      case Exposure exposure -> exposure.links().dependsOn();
      case SemanticDefinition semantic -> semantic.links().dependsOn();
      case UnitTest test -> test.dependsOn();
      default -> DependsOn.NOTHING;
    };
  }

  private int[] numbers(Collection<String> names) {
    return names.stream()
        .map(numbers::get)
        .filter(java.util.Objects::nonNull)
        .mapToInt(Integer::intValue)
        .distinct()
        .toArray();
  }

  /// All unique ids, in the order of the manifest.
  public List<String> ids() {
    return ids;
  }

  /// What `id` reads from.
  public List<String> parents(String id) {
    return names(parents, id);
  }

  /// What reads from `id`.
  public List<String> children(String id) {
    return names(children, id);
  }

  private List<String> names(int[][] edges, String id) {
    Integer number = numbers.get(id);
    if (number == null) {
      return List.of();
    }
    var names = new ArrayList<String>(edges[number].length);
    for (int other : edges[number]) {
      names.add(ids.get(other));
    }
    return names;
  }

  /// Everything that `from` reads from, directly or not, without `from` itself.
  ///
  /// @param depth how many steps away at most
  public Set<String> ancestors(Collection<String> from, int depth) {
    return reach(parents, from, depth);
  }

  /// Everything that reads from `from`, directly or not, without `from` itself.
  ///
  /// @param depth how many steps away at most
  public Set<String> descendants(Collection<String> from, int depth) {
    return reach(children, from, depth);
  }

  private Set<String> reach(int[][] edges, Collection<String> from, int depth) {
    BitSet start = bits(from);
    BitSet found = reach(edges, start, depth);
    found.andNot(start);
    return names(found);
  }

  private static BitSet reach(int[][] edges, BitSet start, int depth) {
    var seen = (BitSet) start.clone();
    BitSet edge = start;
    for (int step = 0; step < depth && !edge.isEmpty(); step++) {
      var next = new BitSet();
      for (int node = edge.nextSetBit(0); node >= 0; node = edge.nextSetBit(node + 1)) {
        for (int other : edges[node]) {
          if (!seen.get(other)) {
            seen.set(other);
            next.set(other);
          }
        }
      }
      edge = next;
    }
    return seen;
  }

  private BitSet bits(Collection<String> names) {
    var bits = new BitSet(ids.size());
    names.forEach(name -> {
      Integer number = numbers.get(name);
      if (number != null) {
        bits.set(number);
      }
    });
    return bits;
  }

  private Set<String> names(BitSet bits) {
    var names = new LinkedHashSet<String>();
    bits.stream().forEach(number -> names.add(ids.get(number)));
    return names;
  }

  /// A way around in a circle, beginning and ending with the same node, if there is one.
  public Optional<List<String>> cycle() {
    return cycle.get();
  }

  private Optional<List<String>> findCycle() {
    return new CycleSearch(parents).find().map(path -> path.stream().map(ids::get).toList());
  }

  /// All unique ids, each after everything it reads from.
  ///
  /// @throws IllegalStateException when there is a [#cycle]
  public List<String> topological() {
    return order().stream().map(ids::get).toList();
  }

  private List<Integer> order() {
    int[] missing = new int[ids.size()];
    var order = new ArrayList<Integer>(ids.size());
    for (int node = 0; node < missing.length; node++) {
      missing[node] = parents[node].length;
      if (missing[node] == 0) {
        order.add(node);
      }
    }
    for (int i = 0; i < order.size(); i++) {
      for (int child : children[order.get(i)]) {
        if (--missing[child] == 0) {
          order.add(child);
        }
      }
    }
    if (order.size() < ids.size()) {
      throw new IllegalStateException("the graph has a cycle: " + cycle().orElseThrow());
    }
    return order;
  }

  /// For each of `selected` the others that it waits for: those it reads from, also by way of nodes
  /// that are not selected, and with `testEdges` also the tests that must pass before it.
  ///
  /// The order of the result is that of the graph.
  ///
  /// @param testEdges whether, as in `dbt build`, a node waits for every test all of whose parents
  ///   are among what the node reads from, and for its own unit tests
  public Map<String, Set<String>> waits(Collection<String> selected, boolean testEdges) {
    BitSet chosen = bits(selected);
    List<BitSet> near = nearest(chosen);
    if (testEdges) {
      addTestEdges(chosen, near);
      putUnitTestsFirst(chosen, near);
    }
    var waits = new LinkedHashMap<String, Set<String>>();
    chosen.stream().forEach(node -> waits.put(ids.get(node), names(near.get(node))));
    return waits;
  }

  /// For each node the selected ones among its ancestors that no selected one stands before.
  private List<BitSet> nearest(BitSet chosen) {
    var near = new ArrayList<BitSet>(ids.size());
    ids.forEach(_ -> near.add(new BitSet()));
    for (int node : order()) {
      BitSet before = near.get(node);
      for (int parent : parents[node]) {
        if (chosen.get(parent)) {
          before.set(parent);
        } else {
          before.or(near.get(parent));
        }
      }
    }
    return near;
  }

  /// A node that waits for a test makes all that read from it wait too, so only the nearest get an
  /// edge.
  private void addTestEdges(BitSet chosen, List<BitSet> near) {
    var below = new HashMap<Integer, BitSet>();
    var chosenTests = (BitSet) tests.clone();
    chosenTests.and(chosen);
    for (int test = chosenTests.nextSetBit(0); test >= 0; test = chosenTests.nextSetBit(test + 1)) {
      BitSet blocked = blockedBy(test, below);
      // Those that are not selected hand the edge on to the selected ones below them.
      var waiting = (BitSet) blocked.clone();
      waiting.and(chosen);
      for (int node = waiting.nextSetBit(0); node >= 0; node = waiting.nextSetBit(node + 1)) {
        if (!waiting.intersects(near.get(node))) {
          near.get(node).set(test);
        }
      }
    }
  }

  /// A unit test runs when all that its model reads from is there, and the model after it.
  private void putUnitTestsFirst(BitSet chosen, List<BitSet> near) {
    var before = new HashMap<Integer, BitSet>();
    var chosenTests = (BitSet) unitTests.clone();
    chosenTests.and(chosen);
    chosenTests.stream()
        .forEach(test -> {
          for (int model : parents[test]) {
            if (chosen.get(model)) {
              BitSet own = before.computeIfAbsent(model, m -> (BitSet) near.get(m).clone());
              near.set(test, own);
              near.get(model).set(test);
            }
          }
        });
  }

  /// The nodes that read from all that `test` reads from.
  private BitSet blockedBy(int test, Map<Integer, BitSet> below) {
    if (parents[test].length == 0) {
      return new BitSet();
    }
    var blocked = (BitSet) executable.clone();
    for (int parent : parents[test]) {
      blocked.and(below.computeIfAbsent(parent, this::descendants));
    }
    return blocked;
  }

  private BitSet descendants(int node) {
    var start = new BitSet();
    start.set(node);
    BitSet found = reach(children, start, Integer.MAX_VALUE);
    found.clear(node);
    return found;
  }
}
