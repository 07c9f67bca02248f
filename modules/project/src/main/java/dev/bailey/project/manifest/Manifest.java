package dev.bailey.project.manifest;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that a project and its packages define, by unique id. Immutable.
///
/// @param nodes functions among them; enabled ones, and tests that are disabled only because what
///   they test is
/// @param semantics semantic models, metrics and saved queries
/// @param disabled by unique id; several resources may share a disabled id
/// @param selectors those of selectors.yml, as dbt writes them
/// @param createdAt when this parse happened: dbt's `created_at` of every resource
public record Manifest(
    Map<String, Node> nodes,
    Map<String, SourceDefinition> sources,
    Map<String, Exposure> exposures,
    Map<String, MacroDefinition> macros,
    Map<String, Doc> docs,
    Map<String, Group> groups,
    Map<String, SemanticDefinition> semantics,
    Map<String, UnitTest> unitTests,
    Map<String, List<Resource>> disabled,
    Data.Dict selectors,
    Instant createdAt) {
  public Manifest {
    nodes = ordered(nodes);
    sources = ordered(sources);
    exposures = ordered(exposures);
    macros = ordered(macros);
    docs = ordered(docs);
    groups = ordered(groups);
    semantics = ordered(semantics);
    unitTests = ordered(unitTests);
    disabled = ordered(disabled);
  }

  /// The resource with that id, when it is of a kind that can stand in a graph.
  public Optional<Resource> find(String uniqueId) {
    Optional<Resource> node = Optional.ofNullable(nodes.get(uniqueId));
    return node.or(() -> Optional.ofNullable(sources.get(uniqueId)))
        .or(() -> Optional.ofNullable(exposures.get(uniqueId)))
        .or(() -> Optional.ofNullable(semantics.get(uniqueId)))
        .or(() -> Optional.ofNullable(unitTests.get(uniqueId)));
  }

  /// The semantic models, metrics or saved queries.
  public Map<String, SemanticDefinition> semantics(ResourceType type) {
    var found = new LinkedHashMap<String, SemanticDefinition>();
    semantics.forEach((id, one) -> {
      if (one.type() == type) {
        found.put(id, one);
      }
    });
    return found;
  }

  /// The functions among the nodes.
  public Map<String, Node> functions() {
    return nodes(true);
  }

  /// The nodes without the functions: what stands under `nodes` where dbt writes the manifest.
  public Map<String, Node> nodesWithoutFunctions() {
    return nodes(false);
  }

  private Map<String, Node> nodes(boolean functions) {
    var found = new LinkedHashMap<String, Node>();
    nodes.forEach((id, node) -> {
      if (node instanceof UserFunction == functions) {
        found.put(id, node);
      }
    });
    return found;
  }

  /// The node with that id.
  public Optional<Node> node(String uniqueId) {
    return Optional.ofNullable(nodes.get(uniqueId));
  }

  private static <T> Map<String, T> ordered(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
