package dev.bailey.engine.run;

import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.SingularTest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the nodes of a selection wait for: the selected nodes that they read, directly or by way of
/// others, and in `build` the tests of all that they read.
public final class Dependencies {
  private final Manifest manifest;

  public Dependencies(Manifest manifest) {
    this.manifest = manifest;
  }

  /// For each of `selected` those that it waits for.
  ///
  /// @param tests whether nodes also wait for the tests of what they read
  public Map<String, Set<String>> among(Collection<String> selected, boolean tests) {
    var chosen = new LinkedHashSet<>(selected);
    Map<String, Set<String>> upstream = new HashMap<>();
    var waits = new HashMap<String, Set<String>>();
    for (String id : chosen) {
      waits.put(id, nearest(id, chosen));
    }
    if (tests) {
      addTests(chosen, waits, upstream);
    }
    return waits;
  }

  /// The selected nodes before `id` with no other selected one between.
  private Set<String> nearest(String id, Set<String> chosen) {
    var found = new HashSet<String>();
    var seen = new HashSet<String>();
    var todo = new ArrayList<>(parents(id));
    while (!todo.isEmpty()) {
      String parent = todo.removeLast();
      if (seen.add(parent)) {
        if (chosen.contains(parent)) {
          found.add(parent);
        } else {
          todo.addAll(parents(parent));
        }
      }
    }
    return found;
  }

  private List<String> parents(String id) {
    Resource resource = manifest.find(id).orElse(null);
    return switch (resource) {
      case Node node -> node.dependsOn().nodes();
      case Exposure exposure -> exposure.links().dependsOn().nodes();
      case null, default -> List.of();
    };
  }

  private void addTests(
      Set<String> chosen, Map<String, Set<String>> waits, Map<String, Set<String>> upstream) {
    Map<String, List<String>> testsOf = new HashMap<>();
    for (String id : chosen) {
      if (isTest(id)) {
        parents(id).forEach(p -> testsOf.computeIfAbsent(p, _ -> new ArrayList<>()).add(id));
      }
    }
    for (String id : chosen) {
      if (!isTest(id) && manifest.node(id).isPresent()) {
        Set<String> above = above(id, upstream);
        for (String parent : above) {
          for (String test : testsOf.getOrDefault(parent, List.of())) {
            if (above.containsAll(parents(test))) {
              waits.computeIfAbsent(id, _ -> new HashSet<>()).add(test);
            }
          }
        }
      }
    }
  }

  private boolean isTest(String id) {
    Node node = manifest.node(id).orElse(null);
    return node instanceof GenericTest || node instanceof SingularTest;
  }

  /// All that `id` reads, directly or not.
  private Set<String> above(String id, Map<String, Set<String>> known) {
    Set<String> found = known.get(id);
    if (found == null) {
      found = new HashSet<>();
      for (String parent : parents(id)) {
        found.add(parent);
        found.addAll(above(parent, known));
      }
      known.put(id, found);
    }
    return found;
  }
}
