package dev.bailey.project.selection;

import dev.bailey.project.ParsedProject;
import dev.bailey.project.graph.Dag;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.SingularTest;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Selects nodes of one manifest. May be shared between threads.
public final class Selector {
  private final Manifest manifest;
  private final Dag dag;
  private final Criteria criteria;

  /// @param state what `state:`, `result:` and `source_status:` compare with
  /// @param named the selectors of selectors.yml
  public Selector(ParsedProject project, PreviousState state, Map<String, Selection> named) {
    this.manifest = project.manifest();
    this.dag = project.derived().dag();
    this.criteria = new Criteria(project, state, named, this::directly);
  }

  /// What `selection` selects of these types.
  ///
  /// @param withEmpty whether files without code count, in which nothing could be carried out
  /// @throws SelectionException when a criterion cannot be evaluated, such as `state:` without a
  ///   state
  public Selected select(Selection selection, Set<ResourceType> types, boolean withEmpty) {
    var remarks = new Remarks();
    Set<String> all = find(selection, remarks).direct;
    var ids = new LinkedHashSet<String>();
    for (String id : dag.ids()) {
      if (all.contains(id) && isWanted(id, types, withEmpty)) {
        ids.add(id);
      }
    }
    return new Selected(ids, remarks.unmatched(), remarks.warnings());
  }

  private boolean isWanted(String id, Set<ResourceType> types, boolean withEmpty) {
    return manifest
        .find(id)
        .filter(resource -> types.contains(resource.type()))
        .filter(resource -> !(resource instanceof Node node) || isWanted(node, withEmpty))
        .isPresent();
  }

  /// Tests of what is disabled are switched off.
  private static boolean isWanted(Node node, boolean withEmpty) {
    boolean isEmpty = !(node instanceof Seed) && node.code().raw().isBlank();
    return node.config().enabled() && (withEmpty || !isEmpty);
  }

  /// What a part selects.
  ///
  /// @param direct what it names, with the tests that come along
  /// @param indirect tests that might come along once other parts select their other parents
  private record Found(Set<String> direct, Set<String> indirect) {}

  private Set<String> directly(Selection selection, Remarks remarks) {
    return find(selection, remarks).direct;
  }

  private Found find(Selection selection, Remarks remarks) {
    return switch (selection) {
      case Selection.Criterion criterion -> criterion(criterion, remarks);
      case Selection.Union(String text, var parts, Indirect indirect, boolean expected) -> {
        var direct = new HashSet<String>();
        var maybe = new HashSet<String>();
        for (Selection part : parts) {
          Found found = find(part, expected ? remarks : remarks.ofOnePart());
          direct.addAll(found.direct);
          maybe.addAll(found.direct);
          maybe.addAll(found.indirect);
        }
        yield joined(text, expected, direct, maybe, indirect, remarks);
      }
      case Selection.Intersection(String text, var parts, Indirect indirect) -> {
        List<Found> found = parts.stream().map(part -> find(part, remarks.ofOnePart())).toList();
        var direct = new HashSet<>(found.getFirst().direct);
        var maybe = either(found.getFirst());
        for (Found other : found.subList(1, found.size())) {
          direct.retainAll(other.direct);
          maybe.retainAll(either(other));
        }
        yield joined(text, true, direct, maybe, indirect, remarks);
      }
      case Selection.Difference(String text, var from, var without, Indirect indirect) -> {
        Found included = find(from, remarks);
        Found excluded = find(without, remarks);
        var direct = new HashSet<>(included.direct);
        var maybe = either(included);
        direct.removeAll(excluded.direct);
        maybe.removeAll(either(excluded));
        yield joined(text, false, direct, maybe, indirect, remarks);
      }
    };
  }

  private static Set<String> either(Found found) {
    var all = new HashSet<>(found.direct);
    all.addAll(found.indirect);
    return all;
  }

  private Found joined(
      String text,
      boolean expected,
      Set<String> direct,
      Set<String> maybe,
      Indirect indirect,
      Remarks remarks) {
    addTests(direct, maybe, indirect);
    if (expected && direct.isEmpty()) {
      remarks.unmatched(text);
    }
    return new Found(direct, maybe);
  }

  /// Tests that one part alone could not bring along may come now that all parts are known.
  private void addTests(Set<String> direct, Set<String> maybe, Indirect indirect) {
    if (indirect != Indirect.CAUTIOUS && indirect != Indirect.BUILDABLE) {
      return;
    }
    Set<String> enough = indirect == Indirect.BUILDABLE ? buildable(direct) : Set.copyOf(direct);
    for (String id : maybe) {
      if (!direct.contains(id) && isTest(id) && enough.containsAll(dag.parents(id))) {
        direct.add(id);
      }
    }
  }

  private Found criterion(Selection.Criterion criterion, Remarks remarks) {
    var direct = new HashSet<>(reached(criteria.find(criterion, remarks), criterion.reach()));
    if (direct.isEmpty()) {
      remarks.unmatched(criterion.text());
    }
    return withTests(direct, criterion.indirect());
  }

  private Set<String> reached(Set<String> found, Selection.Reach reach) {
    var all = new HashSet<>(found);
    if (reach.wholeWay()) {
      all.addAll(dag.descendants(found, Integer.MAX_VALUE));
      all.addAll(dag.ancestors(all, Integer.MAX_VALUE));
    }
    reach.children().ifPresent(depth -> all.addAll(dag.descendants(found, depth)));
    reach.parents().ifPresent(depth -> all.addAll(dag.ancestors(found, depth)));
    return all;
  }

  private Found withTests(Set<String> found, Indirect indirect) {
    if (indirect == Indirect.EMPTY) {
      return new Found(found, Set.of());
    }
    var direct = new HashSet<>(found);
    var maybe = new HashSet<String>();
    Set<String> enough = indirect == Indirect.BUILDABLE ? buildable(found) : found;
    for (String id : dag.descendants(found, 1)) {
      if (isTest(id)) {
        boolean comes = indirect == Indirect.EAGER || enough.containsAll(dag.parents(id));
        (comes ? direct : maybe).add(id);
      }
    }
    return new Found(direct, maybe);
  }

  private boolean isTest(String id) {
    Node node = manifest.nodes().get(id);
    return node instanceof GenericTest
        || node instanceof SingularTest
        || manifest.unitTests().containsKey(id);
  }

  private Set<String> buildable(Set<String> selected) {
    var all = new HashSet<>(selected);
    all.addAll(dag.ancestors(selected, 1));
    all.addAll(manifest.sources().keySet());
    return all;
  }
}
