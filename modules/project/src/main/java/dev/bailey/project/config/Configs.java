package dev.bailey.project.config;

import dev.bailey.project.ProjectConfig;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Works out the config of each resource, low to high: dbt's defaults, the config trees of the
/// resource's own package, its properties file, `config()` in the file itself, and for a resource
/// of another package the config trees of the root project.
///
/// https://docs.getdbt.com/reference/configs-and-properties
public final class Configs {
  private static final List<String> HOOKS =
      List.of("pre-hook", "post-hook", "pre_hook", "post_hook");
  private static final Set<ResourceType> UNFOUND =
      Set.of(ResourceType.SEMANTIC_MODEL, ResourceType.SAVED_QUERY);

  private final ProjectConfig root;
  private final Map<String, ProjectConfig> packages;

  private final Map<TreePlace, Data.Dict> general = new ConcurrentHashMap<>();
  private final Map<TreePlace, NodeConfig> finished = new ConcurrentHashMap<>();

  public Configs(ProjectConfig root, Map<String, ProjectConfig> packages) {
    this.root = root;
    this.packages = Map.copyOf(packages);
  }

  /// The effective config of a resource.
  ///
  /// @param properties what its properties file says under `config`
  /// @param calls what its `config()` calls say
  public NodeConfig effective(Place place, Data.Dict properties, Data.Dict calls) {
    if (properties.isEmpty() && calls.isEmpty()) {
      return byTreesOnly(place);
    }
    Data.Dict merged = general(place);
    merged = ConfigMerge.over(merged, properties);
    merged = ConfigMerge.over(merged, calls);
    for (ConfigTree level : ofRoot(place, false)) {
      merged = ConfigMerge.over(merged, level.keys());
    }
    return new NodeConfig(ConfigFinish.of(place.type(), merged));
  }

  /// Defaults and trees: the same for all resources at one place of the trees.
  private NodeConfig byTreesOnly(Place place) {
    List<ConfigTree> own = own(place, false);
    List<ConfigTree> root = ofRoot(place, false);
    return finished.computeIfAbsent(
        new TreePlace(place.type(), own, root),
        _ -> {
          Data.Dict merged = general(place);
          for (ConfigTree level : root) {
            merged = ConfigMerge.over(merged, level.keys());
          }
          return new NodeConfig(ConfigFinish.of(place.type(), merged));
        });
  }

  /// The defaults under the trees of the resource's own package.
  private Data.Dict general(Place place) {
    List<ConfigTree> own = own(place, false);
    return general.computeIfAbsent(
        new TreePlace(place.type(), own, List.of()),
        _ -> {
          Data.Dict merged = ConfigSchema.defaults(place.type());
          for (ConfigTree level : own) {
            merged = ConfigMerge.over(merged, level.keys());
          }
          return merged;
        });
  }

  /// A place in the trees: the levels that apply.
  private record TreePlace(ResourceType type, List<ConfigTree> own, List<ConfigTree> root) {}

  /// The config of a resource that has no keys of its own, such as a group: what is written, with
  /// `meta` merged.
  public Data.Dict plain(Place place, Data.Dict properties) {
    Data.Dict merged = Data.noEntries().with("meta", Data.noEntries());
    for (ConfigTree level : own(place, false)) {
      merged = plainly(merged, level.keys());
    }
    merged = plainly(merged, properties);
    for (ConfigTree level : ofRoot(place, false)) {
      merged = plainly(merged, level.keys());
    }
    return merged;
  }

  private static Data.Dict plainly(Data.Dict low, Data.Dict high) {
    var kept = new LinkedHashMap<>(high.entries());
    HOOKS.forEach(key -> kept.remove(Data.of(key)));
    return plainlyOver(low, new Data.Dict(kept));
  }

  private static Data.Dict plainlyOver(Data.Dict low, Data.Dict high) {
    return high.find("meta").orElse(Data.nothing()) instanceof Data.Dict meta
            && low.find("meta").orElse(Data.nothing()) instanceof Data.Dict before
        ? low.updated(high).with("meta", before.updated(meta))
        : low.updated(high);
  }

  /// The config as written. Here a later layer replaces a key of an earlier one whatever the key.
  public Data.Dict unrendered(Place place, Data.Dict properties, Data.Dict calls) {
    var merged = new LinkedHashMap<Data, Data>();
    own(place, true).forEach(level -> merged.putAll(level.keys().entries()));
    merged.putAll(properties.entries());
    merged.putAll(calls.entries());
    ofRoot(place, true).forEach(level -> merged.putAll(level.keys().entries()));
    return new Data.Dict(merged);
  }

  private List<ConfigTree> own(Place place, boolean asWritten) {
    ProjectConfig config = packages.get(place.packageName());
    return config == null ? List.of() : layers(config, place, asWritten);
  }

  private List<ConfigTree> ofRoot(Place place, boolean asWritten) {
    return place.packageName().equals(root.name()) ? List.of() : layers(root, place, asWritten);
  }

  private static List<ConfigTree> layers(ProjectConfig config, Place place, boolean asWritten) {
    Map<String, ConfigTree> trees = asWritten ? config.unrenderedTrees() : config.trees();
    // dbt writes down for functions what the models' tree has, and looks for these sections under
    // names that they don't have
    ResourceType type =
        asWritten && place.type() == ResourceType.FUNCTION ? ResourceType.MODEL : place.type();
    if (asWritten && UNFOUND.contains(type)) {
      return List.of();
    }
    return trees.getOrDefault(section(type), ConfigTree.empty()).levels(place.fqn());
  }

  /// The section of `dbt_project.yml` for a kind of resource; whatever has none of its own is
  /// configured with the models.
  public static String section(ResourceType type) {
    return switch (type) {
      case SEED -> "seeds";
      case SNAPSHOT -> "snapshots";
      case TEST -> "data_tests";
      case SOURCE -> "sources";
      case EXPOSURE -> "exposures";
      case METRIC -> "metrics";
      case SEMANTIC_MODEL -> "semantic-models";
      case SAVED_QUERY -> "saved-queries";
      case UNIT_TEST -> "unit_tests";
      case FUNCTION -> "functions";
      case MODEL, ANALYSIS, OPERATION, SQL_OPERATION, DOC, MACRO, GROUP -> "models";
    };
  }

  /// Which resource is asked for.
  public record Place(ResourceType type, String packageName, List<String> fqn) {
    public Place {
      fqn = List.copyOf(fqn);
    }
  }
}
