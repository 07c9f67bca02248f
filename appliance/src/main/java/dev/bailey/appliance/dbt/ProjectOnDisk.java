package dev.bailey.appliance.dbt;

import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.Target;
import dev.bailey.project.config.ProjectFile;
import dev.bailey.project.context.Inquiry;
import dev.bailey.project.context.Scope;
import dev.bailey.project.manifest.Data;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads `dbt_project.yml` for what is needed before there is a target.
final class ProjectOnDisk {
  private ProjectOnDisk() {}

  /// @throws UsageFault naming everything that is wrong with the file
  static ProjectConfig config(Path project, DbtCommand command, Map<String, String> environment) {
    var nowhere = new Target("", "", "", Optional.empty(), "", 1, Data.noEntries());
    var options =
        new ParseOptions(
            nowhere,
            command.flags().dict(Option.VARS),
            environment,
            command.flags().template(),
            "",
            Instant.now());
    var file = new SourceFile(ProjectFile.NAME, text(project.resolve(ProjectFile.NAME)));
    return switch (ProjectFile.read(file, Scope.projectFile(options, new Inquiry(options)))) {
      case Outcome.Ok<ProjectConfig>(ProjectConfig config, _) -> config;
      case Outcome.Failed<ProjectConfig>(List<Problem> problems) ->
          throw new UsageFault(
              problems.stream().map(Problem::render).collect(Collectors.joining("\n  ")));
    };
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
