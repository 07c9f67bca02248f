package dev.bailey.appliance.dbt;

import dev.bailey.engine.Listener;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.event.RunEvents;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.manifest.Data;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// `dbt clean`: deletes the folders in `clean-targets`, never those that hold sources, and outside
/// of the project only when that is asked for.
///
/// https://docs.getdbt.com/reference/commands/clean
final class CleanCommand {
  private final Path project;
  private final ProjectConfig config;
  private final Listener listener;

  CleanCommand(Path project, ProjectConfig config, Listener listener) {
    this.project = project;
    this.config = config;
    this.listener = listener;
  }

  /// @throws UsageFault when one of the folders may not be deleted; then none is
  void run(DbtCommand command) {
    Set<Path> targets = places(targets());
    var sources = places(sources());
    sources.retainAll(targets);
    if (!sources.isEmpty()) {
      throw new UsageFault("dbt will not clean the following source paths: " + sources);
    }
    List<Path> outside = targets.stream().filter(path -> !isBelowProject(path)).toList();
    if (!outside.isEmpty() && command.flags().isTrue(Option.CLEAN_PROJECT_FILES_ONLY)) {
      throw new UsageFault(
          "dbt will not clean the following directories outside the project: " + outside);
    }
    targets.forEach(this::clean);
    listener.event(RunEvents.note("Finished cleaning all paths."));
  }

  private boolean isBelowProject(Path path) {
    return path.startsWith(project) && !path.equals(project);
  }

  private List<String> targets() {
    return config.rest().present("clean-targets").orElse(Data.nothing())
            instanceof Data.Items(List<Data> items)
        ? items.stream().flatMap(item -> item.asText().stream()).toList()
        : List.of(config.paths().target());
  }

  private List<String> sources() {
    ProjectConfig.Paths paths = config.paths();
    return Stream.of(
            paths.models(),
            paths.seeds(),
            paths.snapshots(),
            paths.analyses(),
            paths.macros(),
            paths.tests(),
            paths.functions())
        .flatMap(List::stream)
        .toList();
  }

  private Set<Path> places(List<String> names) {
    var places = new LinkedHashSet<Path>();
    names.forEach(name -> places.add(project.resolve(name).normalize()));
    return places;
  }

  private void clean(Path folder) {
    listener.event(RunEvents.note("Checking " + folder + "/*"));
    if (Files.isSymbolicLink(folder) || !Files.exists(folder)) {
      return;
    }
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean " + folder, e);
    }
    listener.event(RunEvents.note("Cleaned " + folder + "/*"));
  }
}
