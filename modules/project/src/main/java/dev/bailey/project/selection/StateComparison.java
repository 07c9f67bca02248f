package dev.bailey.project.selection;

import dev.bailey.project.ParsedProject;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.MacroDefinition;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.SemanticDefinition;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.manifest.UnitTest;
import dev.bailey.project.manifest.UserFunction;
import dev.bailey.project.parse.ParseFlags;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Compares resources with an earlier manifest, for `state:modified` and its kin.
///
/// @see <a href="https://docs.getdbt.com/reference/node-selection/state-comparison-caveats">dbt's
///   caveats</a>
final class StateComparison {
  /// Keys of a node's config that do not count, since they differ between environments.
  private static final Set<String> NOT_COMPARED =
      Set.of("alias", "schema", "database", "tags", "group");

  private final Manifest manifest;
  private final StateManifest previous;
  private final ContractComparison contracts;
  private final Remarks remarks;
  private final ParseFlags flags;
  private final Map<String, Boolean> changedMacros = new HashMap<>();

  StateComparison(ParsedProject project, StateManifest previous, Remarks remarks) {
    this.manifest = project.manifest();
    this.previous = previous;
    this.contracts = new ContractComparison(project, remarks);
    this.remarks = remarks;
    this.flags = ParseFlags.of(project.options());
  }

  /// The unique ids of those among `resources` that are what `kind` names, such as `new` or
  /// `modified.body`.
  Set<String> find(String kind, Stream<Resource> resources) {
    Predicate<Resource> condition = condition(kind);
    var ids = new LinkedHashSet<String>();
    resources.filter(condition).forEach(resource -> ids.add(resource.uniqueId()));
    if (Set.of("modified", "unmodified", "modified.contract").contains(kind)) {
      checkRemoved();
    }
    return ids;
  }

  private Predicate<Resource> condition(String kind) {
    return switch (kind) {
      case "new" -> this::isNew;
      case "old" -> resource -> !isNew(resource);
      case "modified" -> this::isModified;
      case "unmodified" -> resource -> !isModified(resource);
      case "modified.body" -> changed(Node.class::isInstance, this::body);
      case "modified.configs" -> changed(resource -> !(resource instanceof UnitTest), this::config);
      case "modified.persisted_descriptions" -> changed(Node.class::isInstance, this::descriptions);
      case "modified.relation" ->
          changed(
              resource -> resource instanceof Node || resource instanceof SourceDefinition,
              this::relation);
      case "modified.macros" -> this::callsChangedMacro;
      case "modified.contract" -> changed(Node.class::isInstance, this::contract);
      default ->
          throw new SelectionException(
              ("Got an invalid selector \"%s\", expected one of \"['new', 'old', 'modified',"
                      + " 'unmodified', 'modified.body', 'modified.configs',"
                      + " 'modified.persisted_descriptions', 'modified.relation',"
                      + " 'modified.macros', 'modified.contract']\"")
                  .formatted(kind));
    };
  }

  private boolean isNew(Resource resource) {
    return then(resource).isEmpty();
  }

  /// Whether one aspect of a resource is as it was.
  @FunctionalInterface
  private interface Same {
    boolean test(Resource resource, Data.Dict now, Data.Dict then);
  }

  private Predicate<Resource> changed(Predicate<Resource> hasAspect, Same same) {
    return resource ->
        hasAspect.test(resource)
            && then(resource)
                .map(then -> !same.test(resource, ManifestData.of(resource), then))
                .orElse(true);
  }

  private Optional<Data.Dict> then(Resource resource) {
    return Optional.ofNullable(previous.resources().get(resource.uniqueId()));
  }

  /// To dbt, a new node is modified, but a new source, exposure, unit test or resource of the
  /// semantic layer is not.
  private boolean isModified(Resource resource) {
    boolean isSame =
        then(resource)
            .map(then -> same(resource, ManifestData.of(resource), then))
            .orElseGet(() -> !(resource instanceof Node) && !(resource instanceof UnitTest));
    return callsChangedMacro(resource) || !isSame;
  }

  private boolean same(Resource resource, Data.Dict now, Data.Dict then) {
    return switch (resource) {
      case Node node -> sameNode(node, now, then);
      case SourceDefinition _ ->
          relation(resource, now, then)
              && config(resource, now, then)
              && same(now, then, "fqn", "quoting", "freshness", "loaded_at_field", "external");
      case Exposure _ ->
          config(resource, now, then)
              && exposedNodes(now).equals(exposedNodes(then))
              && same(now, then, "fqn", "type", "owner", "maturity", "url", "description", "label");
      case SemanticDefinition semantic -> sameSemantics(semantic, now, then);
      case UnitTest _ -> same(now, then, "checksum");
      default -> true;
    };
  }

  private static Set<Data> exposedNodes(Data.Dict exposure) {
    return exposure.dict("depends_on").find("nodes").orElse(Data.noItems())
            instanceof Data.Items(List<Data> nodes)
        ? new HashSet<>(nodes)
        : Set.of();
  }

  private boolean sameSemantics(SemanticDefinition semantic, Data.Dict now, Data.Dict then) {
    return switch (semantic.type()) {
      case METRIC -> config(semantic, now, then) && same(now, then, "type", "description", "label");
      case SEMANTIC_MODEL ->
          same(
              now,
              then,
              "model",
              "description",
              "defaults",
              "entities",
              "dimensions",
              "measures",
              "config",
              "primary_entity",
              "group");
      default ->
          same(now, then, "description", "label", "config", "group", "tags")
              && same(
                  now.dict("query_params"),
                  then.dict("query_params"),
                  "metrics",
                  "group_by",
                  "where")
              && exports(now).equals(exports(then));
    };
  }

  /// What counts of the exports of a saved query.
  private static List<List<Data>> exports(Data.Dict query) {
    return items(query, "exports").stream()
        .map(export -> {
          Data.Dict config = export.dict("unrendered_config");
          return Stream.of(
                  export.find("name"),
                  config.find("export_as"),
                  config.find("schema"),
                  config.find("alias"))
              .map(value -> value.orElse(Data.nothing()))
              .toList();
        })
        .toList();
  }

  private boolean sameNode(Node node, Data.Dict now, Data.Dict then) {
    boolean sameContract = contract(node, now, then);
    boolean sameConfig = config(node, now, then) && same(now, then, "fqn");
    if (node instanceof GenericTest) {
      return sameConfig;
    }
    return body(node, now, then)
        && sameConfig
        && descriptions(node, now, then)
        && relation(node, now, then)
        && sameContract
        && sameKind(node, now, then);
  }

  private static boolean sameKind(Node node, Data.Dict now, Data.Dict then) {
    return switch (node) {
      case Model _ ->
          same(now, then, "latest_version", "deprecation_date") && access(now).equals(access(then));
      case UserFunction _ -> same(now, then, "arguments", "returns");
      default -> true;
    };
  }

  /// Manifests of dbt before 1.5 know nothing of access.
  private static Data access(Data.Dict model) {
    return model.find("access").orElse(Data.of("protected"));
  }

  private boolean body(Resource resource, Data.Dict now, Data.Dict then) {
    if (!(resource instanceof Seed seed)) {
      return same(now, then, "raw_code");
    }
    boolean isSame = same(now, then, "checksum");
    if (seed.code().checksum().name().equals("path")) {
      String name = then.dict("checksum").find("name").flatMap(Data::asText).orElse("none");
      remarks.warning(LargeSeed.warning(seed, name, isSame, flags.largestSeedMib()));
    }
    return isSame;
  }

  private boolean config(Resource resource, Data.Dict now, Data.Dict then) {
    Set<String> without =
        switch (resource) {
          case Node _ -> NOT_COMPARED;
          case SemanticDefinition _ -> Set.of("group");
          default -> Set.of();
        };
    return without(now, without).equals(without(then, without));
  }

  private static Map<Data, Data> without(Data.Dict resource, Set<String> keys) {
    var config = new LinkedHashMap<Data, Data>(resource.dict("unrendered_config").entries());
    keys.forEach(key -> config.remove(Data.of(key)));
    config.replaceAll((_, value) -> Alike.of(value));
    return config;
  }

  private boolean descriptions(Resource resource, Data.Dict now, Data.Dict then) {
    Data.Dict persisted = now.dict("config").dict("persist_docs");
    boolean relation = persisted.find("relation").map(Data::truth).orElse(false);
    boolean columns = persisted.find("columns").map(Data::truth).orElse(false);
    return (!relation || same(now, then, "description"))
        && (!columns || columnTexts(now).equals(columnTexts(then)));
  }

  private static Map<Data, Data> columnTexts(Data.Dict resource) {
    var texts = new HashMap<Data, Data>();
    resource
        .dict("columns")
        .entries()
        .forEach((name, column) -> {
          if (column instanceof Data.Dict dict) {
            texts.put(name, dict.find("description").orElse(Data.nothing()));
          }
        });
    return texts;
  }

  /// Where a relation stands counts as written, so that another target is no change, unless a flag
  /// asks for what dbt did before.
  private boolean relation(Resource resource, Data.Dict now, Data.Dict then) {
    if (resource instanceof SourceDefinition) {
      return flags.keepsAsWritten()
          ? same(now, then, "unrendered_database", "unrendered_schema", "identifier")
          : same(now, then, "database", "schema", "identifier");
    }
    Data.Dict left = now.dict("unrendered_config");
    Data.Dict right = then.dict("unrendered_config");
    return same(left, right, "database", "schema", "alias");
  }

  private boolean contract(Resource resource, Data.Dict now, Data.Dict then) {
    return !(resource instanceof Model model) || contracts.same(model, now, then);
  }

  /// Models that are no more may have been relied on.
  private void checkRemoved() {
    previous
        .resources()
        .forEach((id, then) -> {
          boolean isModel =
              then.find("resource_type").equals(Optional.of(Data.of(ResourceType.MODEL.word())));
          if (!isModel) {
            return;
          }
          List<Resource> disabled = manifest.disabled().getOrDefault(id, List.of());
          if (!disabled.isEmpty()) {
            contracts.removed(ManifestData.of(disabled.getFirst()), "disabled");
          } else if (!manifest.nodes().containsKey(id)) {
            contracts.removed(then, "deleted or renamed");
          }
        });
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

  static List<Data.Dict> items(Data.Dict of, String key) {
    return of.find(key).orElse(Data.nothing()) instanceof Data.Items(List<Data> items)
        ? items.stream().filter(Data.Dict.class::isInstance).map(Data.Dict.class::cast).toList()
        : List.of();
  }

  private static boolean same(Data.Dict now, Data.Dict then, String... keys) {
    return Arrays.stream(keys)
        .allMatch(key -> now.present(key).map(Alike::of).equals(then.present(key).map(Alike::of)));
  }
}
