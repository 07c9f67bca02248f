package dev.bailey.engine.deps;

import dev.bailey.project.DbtVersion;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether projects and packages are for the version of dbt that this is.
///
/// https://docs.getdbt.com/reference/project-configs/require-dbt-version
public final class RequiredVersion {
  private RequiredVersion() {}

  /// @throws DepsException when the project says that it is for other versions, or says it wrongly
  public static void check(ProjectConfig project) {
    List<VersionBound> bounds = bounds(project.rest());
    Optional<VersionRange> range = VersionRange.all(bounds);
    if (range.isEmpty()) {
      throw new DepsException(
          """
          The package version requirement can never be satisfied for the '%s' package.
            Required versions of dbt for '%s': %s
          %s\
          """
              .formatted(project.name(), project.name(), shown(bounds), remedy(project)));
    }
    if (!range.get().holds(VersionBound.parse(DbtVersion.NUMBER))) {
      throw new DepsException(
          """
          This version of dbt is not supported with the '%s' package.
            Installed version of dbt: =%s
            Required version of dbt for '%s': %s
          %s\
          """
              .formatted(
                  project.name(),
                  DbtVersion.NUMBER,
                  project.name(),
                  shown(bounds),
                  remedy(project)));
    }
  }

  /// A list, or several in one text.
  private static List<VersionBound> bounds(Data.Dict project) {
    Stream<String> texts =
        switch (project.find("require-dbt-version").orElse(Data.nothing())) {
          case Data.Nothing _ -> Stream.empty();
          case Data.Items(List<Data> items) -> items.stream().map(item -> Values.of(item).str());
          case Data other -> Arrays.stream(Values.of(other).str().split(",", -1));
        };
    return texts.map(text -> VersionBound.parse(text.strip())).toList();
  }

  private static String shown(List<VersionBound> bounds) {
    return bounds.stream()
        .map(bound -> "'" + bound + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String remedy(ProjectConfig project) {
    return "Check for a different version of the '%s' package, or run dbt again with --no-version-check\n"
        .formatted(project.name());
  }
}
