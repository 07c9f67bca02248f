package dev.bailey.project;

import dev.bailey.project.config.ConfigTree;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Quoting;
import dev.bailey.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A project's `dbt_project.yml` with dbt's defaults filled in.
///
/// @param file the file itself
/// @param paths source paths
/// @param trees the config trees, rendered, by section: `models`, `seeds`, `data_tests`, ...
/// @param unrenderedTrees the same as written
/// @param vars as written: global ones and, by package name, those of packages
/// @param rest every key as rendered, for what has no component of its own
public record ProjectConfig(
    SourceFile file,
    String name,
    Optional<String> version,
    Optional<String> profile,
    Paths paths,
    Quoting quoting,
    Map<String, ConfigTree> trees,
    Map<String, ConfigTree> unrenderedTrees,
    Data.Dict vars,
    List<Dispatch> dispatch,
    Hooks hooks,
    Data queryComment,
    boolean restrictAccess,
    Data.Dict flags,
    Data.Dict rest) {
  public ProjectConfig {
    trees = Map.copyOf(trees);
    unrenderedTrees = Map.copyOf(unrenderedTrees);
    dispatch = List.copyOf(dispatch);
  }

  /// The folders that dbt reads, each relative to the project.
  public record Paths(
      List<String> models,
      List<String> macros,
      List<String> seeds,
      List<String> tests,
      List<String> analyses,
      List<String> docs,
      List<String> snapshots,
      List<String> functions,
      List<String> assets,
      String target,
      String packagesInstall) {}

  /// Where `adapter.dispatch` looks for a namespace.
  public record Dispatch(String macroNamespace, List<String> searchOrder) {
    public Dispatch {
      searchOrder = List.copyOf(searchOrder);
    }
  }

  /// SQL around a run, as written.
  public record Hooks(List<String> onRunStart, List<String> onRunEnd) {
    public Hooks {
      onRunStart = List.copyOf(onRunStart);
      onRunEnd = List.copyOf(onRunEnd);
    }
  }
}
