package dev.bailey.project.selection;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.MacroDefinition;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.SemanticDefinition;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.manifest.UnitTest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Compares resources with an earlier manifest, for `state:modified` and its kin.
///
/// @see <a href="https://docs.getdbt.com/reference/node-selection/state-comparison-caveats">dbt's
///   caveats</a>
final class StateComparison {
  /// Keys of a config that do not count, since they differ between environments.
  private static final Set<String> NOT_COMPARED =
      Set.of("alias", "schema", "database", "tags", "group");

  private final Manifest manifest;
  private final StateManifest previous;
  private final Map<String, Boolean> changedMacros = new HashMap<>();

  StateComparison(Manifest manifest, StateManifest previous) {
    this.manifest = manifest;
    this.previous = previous;
  }

  /// @param kind such as `new` or `modified.body`
  Predicate<Resource> condition(String kind) {
    return switch (kind) {
      case "new" -> this::isNew;
      case "old" -> resource -> !isNew(resource);
      case "modified" -> resource -> isNew(resource) || isModified(resource);
      case "unmodified" -> resource -> !isNew(resource) && !isModified(resource);
      case "modified.body" -> changed(this::body);
      case "modified.configs" -> changed(this::config);
      case "modified.persisted_descriptions" -> changed(this::descriptions);
      case "modified.relation" -> changed(this::relation);
      case "modified.macros" -> changed((resource, _, _) -> !callsChangedMacro(resource));
      case "modified.contract" -> changed(this::contract);
      default ->
          throw new SelectionException(
              ("Got an invalid selector \"%s\", expected one of \"[modified, unmodified,"
                      + " modified.body, modified.configs, modified.persisted_descriptions,"
                      + " modified.relation, modified.macros, modified.contract, new, old]\"")
                  .formatted(kind));
    };
  }

  private boolean isNew(Resource resource) {
    return !previous.resources().containsKey(resource.uniqueId());
  }

  /// Whether one aspect of a resource is as it was.
  @FunctionalInterface
  private interface Same {
    boolean test(Resource resource, Data.Dict now, Data.Dict then);
  }

  /// A new resource counts as changed in its body and contract only by `modified` itself.
  private Predicate<Resource> changed(Same same) {
    return resource ->
        isNew(resource)
            || !same.test(resource, ManifestData.of(resource), then(resource).orElseThrow());
  }

  private Optional<Data.Dict> then(Resource resource) {
    return Optional.ofNullable(previous.resources().get(resource.uniqueId()));
  }

  private boolean isModified(Resource resource) {
    Data.Dict now = ManifestData.of(resource);
    Data.Dict then = then(resource).orElseThrow();
    boolean same =
        switch (resource) {
          case Node node -> sameNode(node, now, then);
          case SourceDefinition _ ->
              relation(resource, now, then)
                  && config(resource, now, then)
                  && same(now, then, "fqn", "quoting", "freshness", "external", "loader");
          case Exposure _ ->
              same(
                  now,
                  then,
                  "fqn",
                  "type",
                  "owner",
                  "maturity",
                  "description",
                  "label",
                  "url",
                  "depends_on");
          case SemanticDefinition semantic ->
              same(now, then, "config", "group")
                  && semantic.said().entries().keySet().stream()
                      .flatMap(key -> key.asText().stream())
                      .allMatch(key -> same(now, then, key));
          case UnitTest _ -> same(now, then, "checksum");
          default -> true;
        };
    return !same;
  }

  private boolean sameNode(Node node, Data.Dict now, Data.Dict then) {
    boolean sameModel =
        !(node instanceof Model) || same(now, then, "latest_version", "access", "deprecation_date");
    return body(node, now, then)
        && config(node, now, then)
        && descriptions(node, now, then)
        && same(now, then, "fqn")
        && relation(node, now, then)
        && contract(node, now, then)
        && sameModel
        && !callsChangedMacro(node);
  }

  private boolean body(Resource resource, Data.Dict now, Data.Dict then) {
    return resource instanceof Seed ? same(now, then, "checksum") : same(now, then, "raw_code");
  }

  private boolean config(Resource resource, Data.Dict now, Data.Dict then) {
    return compared(now).equals(compared(then));
  }

  private static Map<Data, Data> compared(Data.Dict resource) {
    var config = new LinkedHashMap<Data, Data>(dict(resource, "unrendered_config").entries());
    NOT_COMPARED.forEach(key -> config.remove(Data.of(key)));
    return config;
  }

  private boolean descriptions(Resource resource, Data.Dict now, Data.Dict then) {
    Data.Dict persisted = dict(dict(now, "config"), "persist_docs");
    boolean relation = persisted.find("relation").map(Data::truth).orElse(false);
    boolean columns = persisted.find("columns").map(Data::truth).orElse(false);
    return (!relation || same(now, then, "description"))
        && (!columns || columnTexts(now).equals(columnTexts(then)));
  }

  private static Map<Data, Data> columnTexts(Data.Dict resource) {
    var texts = new HashMap<Data, Data>();
    dict(resource, "columns")
        .entries()
        .forEach((name, column) -> {
          if (column instanceof Data.Dict dict) {
            texts.put(name, dict.find("description").orElse(Data.nothing()));
          }
        });
    return texts;
  }

  /// Where a relation stands counts as written, so that another target is no change.
  private boolean relation(Resource resource, Data.Dict now, Data.Dict then) {
    if (resource instanceof SourceDefinition) {
      return same(now, then, "unrendered_database", "unrendered_schema", "identifier");
    }
    Data.Dict left = dict(now, "unrendered_config");
    Data.Dict right = dict(then, "unrendered_config");
    return same(left, right, "database", "schema", "alias");
  }

  private boolean contract(Resource resource, Data.Dict now, Data.Dict then) {
    Data.Dict left = dict(now, "contract");
    Data.Dict right = dict(then, "contract");
    boolean enforced =
        left.find("enforced").map(Data::truth).orElse(false)
            || right.find("enforced").map(Data::truth).orElse(false);
    return !enforced || same(left, right, "enforced", "checksum");
  }

  private boolean callsChangedMacro(Resource resource) {
    List<String> called =
        switch (resource) {
          case Node node -> node.dependsOn().macros();
          case Exposure exposure -> exposure.links().dependsOn().macros();
          default -> List.of();
        };
    return called.stream().anyMatch(macro -> isChanged(macro, new HashSet<>()));
  }

  private boolean isChanged(String macro, Set<String> seen) {
    Boolean known = changedMacros.get(macro);
    if (known != null) {
      return known;
    }
    if (!seen.add(macro)) {
      return false;
    }
    MacroDefinition now = manifest.macros().get(macro);
    Data.Dict then = previous.macros().get(macro);
    boolean changed =
        now == null
            || then == null
            || !then.find("macro_sql").equals(Optional.of(Data.of(now.sql())))
            || now.dependsOn().stream().anyMatch(called -> isChanged(called, seen));
    changedMacros.put(macro, changed);
    return changed;
  }

  private static Data.Dict dict(Data.Dict of, String key) {
    return of.find(key).orElse(Data.nothing()) instanceof Data.Dict dict ? dict : Data.noEntries();
  }

  private static boolean same(Data.Dict now, Data.Dict then, String... keys) {
    return Arrays.stream(keys).allMatch(key -> now.present(key).equals(then.present(key)));
  }
}
