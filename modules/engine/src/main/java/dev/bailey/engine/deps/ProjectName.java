package dev.bailey.engine.deps;

import dev.bailey.project.config.ProjectFile;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The name of a project, which is the name of the folder that it is installed in.
final class ProjectName {
  private static final YamlReader YAML = new YamlReader(YamlLimits.DEFAULT);
  private static final Pattern NAME = Pattern.compile("[^\\d\\W]\\w*");

  private ProjectName() {}

  /// What `dbt_project.yml` says.
  ///
  /// @param place of the project, for messages
  /// @throws DepsException when there is no such file, or no name in it
  static String of(SourceTree project, String place) {
    byte[] bytes =
        project
            .read(ProjectFile.NAME)
            .orElseThrow(() ->
                new DepsException(
                    ("No dbt_project.yml found at expected path %s/dbt_project.yml\nVerify that each entry within packages.yml"
                            + " (and their transitive dependencies) contains a file named dbt_project.yml")
                        .formatted(place)));
    var file =
        new SourceFile(place + "/" + ProjectFile.NAME, new String(bytes, StandardCharsets.UTF_8));
    return switch (YAML.read(file)) {
      case Outcome.Ok<YamlNode>(YamlNode.Mapping mapping, _) ->
          checked(
              mapping.find("name").flatMap(name -> YamlData.of(name).asText()).orElse(""),
              file.path());
      case Outcome.Ok<YamlNode> _ -> checked("", file.path());
      case Outcome.Failed<YamlNode>(List<Problem> problems) ->
          throw new DepsException(
              problems.stream().map(Problem::render).collect(Collectors.joining("\n")));
    };
  }

  /// The name itself, when it can be one.
  ///
  /// @param where it was found, for messages
  /// @throws DepsException when it cannot
  static String checked(String name, String where) {
    if (!NAME.matcher(name).matches()) {
      throw new DepsException(
          "Invalid package name '%s' of %s: the name of a project has letters, digits and underscores only, and does not start with a digit"
              .formatted(name, where));
    }
    return name;
  }
}
