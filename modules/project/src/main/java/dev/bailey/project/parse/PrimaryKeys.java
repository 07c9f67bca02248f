package dev.bailey.project.parse;

import dev.bailey.project.manifest.Constraint;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.yaml.PythonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Works out the primary keys of models as dbt does: from constraints, else from tests that show
/// columns to be unique and filled, else from tests that show them to be unique.
final class PrimaryKeys {
  private final Map<String, Node> nodes;
  private final List<GenericTest> disabled;

  /// @param disabled tests that are switched off: what they say is unique counts after the others
  PrimaryKeys(Map<String, Node> nodes, List<GenericTest> disabled) {
    this.nodes = nodes;
    this.disabled = disabled;
  }

  /// Replaces models in the map by such with primary keys.
  ///
  /// @param fresh the nodes that an earlier parse did not fill: the models among them get a key,
  ///   and so do those that tests among them are about
  void fill(Set<String> fresh) {
    Set<String> models = new HashSet<>(fresh);
    Map<String, List<GenericTest>> tests = new HashMap<>();
    for (Node node : nodes.values()) {
      if (node instanceof GenericTest test) {
        add(test, tests);
        if (fresh.contains(test.uniqueId())) {
          test.attachedNode().ifPresent(models::add);
        }
      }
    }
    disabled.forEach(test -> add(test, tests));
    nodes.replaceAll((id, node) ->
        node instanceof Model model && models.contains(id)
            ? model.withPrimaryKey(
                key(model, tests.getOrDefault(id, List.of())).stream().sorted().toList())
            : node);
  }

  private static void add(GenericTest test, Map<String, List<GenericTest>> tests) {
    test.attachedNode()
        .ifPresent(about -> tests.computeIfAbsent(about, _ -> new ArrayList<>()).add(test));
  }

  private static List<String> key(Model model, List<GenericTest> tests) {
    for (Constraint constraint : model.constraints()) {
      if (constraint.type().equals("primary_key")) {
        return constraint.columns();
      }
    }
    List<String> constrained =
        model.columns().values().stream()
            .filter(c -> c.constraints().stream().anyMatch(k -> k.type().equals("primary_key")))
            .map(c -> c.name())
            .toList();
    return constrained.isEmpty() ? tested(tests) : constrained;
  }

  private static List<String> tested(List<GenericTest> tests) {
    Set<String> unique = new LinkedHashSet<>();
    Set<String> meantToBe = new LinkedHashSet<>();
    Set<String> filled = new LinkedHashSet<>();
    for (GenericTest test : tests) {
      switch (test.metadata().name()) {
        case "unique", "unique_combination_of_columns" ->
            (test.config().enabled() ? unique : meantToBe).addAll(columns(test));
        case "not_null" -> filled.addAll(columns(test));
        default -> {}
      }
    }
    var both = new LinkedHashSet<>(unique);
    both.addAll(meantToBe);
    both.retainAll(filled);
    if (!both.isEmpty()) {
      return List.copyOf(both);
    }
    return List.copyOf(unique.isEmpty() ? meantToBe : unique);
  }

  private static List<String> columns(GenericTest test) {
    Data.Dict kwargs = test.metadata().kwargs();
    return kwargs.present("column_name").isPresent()
        ? List.of(PythonText.str(kwargs.present("column_name").get()))
        : Patch.texts(kwargs, "combination_of_columns");
  }
}
