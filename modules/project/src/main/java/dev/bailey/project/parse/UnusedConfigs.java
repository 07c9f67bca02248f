package dev.bailey.project.parse;

import dev.bailey.project.ProjectConfig;
import dev.bailey.project.config.ConfigTree;
import dev.bailey.project.config.Configs;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.yaml.PythonText;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Finds config in `dbt_project.yml` that applies to no resource, disabled ones included.
final class UnusedConfigs {
  /// The kinds of resources with a section that dbt looks through.
  private static final Set<ResourceType> TYPES =
      EnumSet.of(
          ResourceType.MODEL,
          ResourceType.SEED,
          ResourceType.SNAPSHOT,
          ResourceType.SOURCE,
          ResourceType.TEST,
          ResourceType.UNIT_TEST,
          ResourceType.METRIC,
          ResourceType.SEMANTIC_MODEL,
          ResourceType.SAVED_QUERY,
          ResourceType.EXPOSURE,
          ResourceType.FUNCTION);

  private final ProjectConfig project;
  private final Manifest manifest;

  UnusedConfigs(ProjectConfig project, Manifest manifest) {
    this.project = project;
    this.manifest = manifest;
  }

  void warn(Problems problems) {
    List<List<String>> disabled =
        manifest.disabled().values().stream().flatMap(List::stream).map(Resource::fqn).toList();
    var unused = new ArrayList<String>();
    for (ResourceType type : TYPES) {
      ConfigTree tree = project.trees().get(Configs.section(type));
      if (tree != null) {
        Set<List<String>> paths = new LinkedHashSet<>();
        collect(tree.written(), List.of(), paths);
        Stream.concat(resources(type).map(Resource::fqn), disabled.stream())
            .takeWhile(_ -> !paths.isEmpty())
            .forEach(fqn -> paths.removeIf(path -> isBelow(fqn, path)));
        paths.forEach(path -> unused.add(named(type, path)));
      }
    }
    if (!unused.isEmpty()) {
      problems.warning(
          "unused-config",
          new Span(project.file(), 0, 0),
          ("Configuration paths exist in your dbt_project.yml file which do not apply to any"
                  + " resources.\nThere are %d unused configuration paths:\n- %s")
              .formatted(unused.size(), String.join("\n- ", unused)));
    }
  }

  private Stream<? extends Resource> resources(ResourceType type) {
    Collection<? extends Resource> all =
        switch (type) {
          case SOURCE -> manifest.sources().values();
          case EXPOSURE -> manifest.exposures().values();
          case UNIT_TEST -> manifest.unitTests().values();
          case METRIC, SEMANTIC_MODEL, SAVED_QUERY -> manifest.semantics(type).values();
          default -> manifest.nodes().values();
        };
    return all.stream().filter(resource -> resource.type() == type);
  }

  /// As dbt: a level counts when it holds anything but further levels.
  private static void collect(Data.Dict level, List<String> path, Set<List<String>> paths) {
    level
        .entries()
        .forEach((key, value) -> {
          String name = PythonText.str(key);
          if (value instanceof Data.Dict below && !name.startsWith("+")) {
            var longer = new ArrayList<>(path);
            longer.add(name);
            collect(below, List.copyOf(longer), paths);
          } else {
            paths.add(path);
          }
        });
  }

  private static boolean isBelow(List<String> fqn, List<String> path) {
    return path.size() <= fqn.size() && fqn.subList(0, path.size()).equals(path);
  }

  private static String named(ResourceType type, List<String> path) {
    String section = Configs.section(type).replace('-', '_');
    return section + (path.isEmpty() ? "" : "." + String.join(".", path));
  }
}
