package dev.bailey.engine;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.connection.Connection;
import dev.bailey.engine.connection.Connections;
import dev.bailey.engine.connection.RelationCache;
import dev.bailey.engine.event.RunEvents;
import dev.bailey.engine.run.Crew;
import dev.bailey.engine.run.Dependencies;
import dev.bailey.engine.run.GraphData;
import dev.bailey.engine.run.GraphRun;
import dev.bailey.engine.run.GraphTask;
import dev.bailey.engine.run.NodeResult;
import dev.bailey.engine.run.NodeTasks;
import dev.bailey.engine.run.OperationRun;
import dev.bailey.engine.run.RunOptions;
import dev.bailey.engine.run.Work;
import dev.bailey.engine.seed.SeedFiles;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.compile.Compiler;
import dev.bailey.project.context.Contexts;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// One command being carried out.
final class Performance {
  private static final CommandResult REFUSED = new CommandResult(2, "");

  private final Invocation invocation;
  private final WarmProjects projects;
  private final Listener listener;
  private final Instant start;
  private final Clock clock;

  Performance(Invocation invocation, WarmProjects projects, Clock clock) {
    this.invocation = invocation;
    this.projects = projects;
    this.listener = invocation.surroundings().listener();
    this.clock = clock;
    this.start = clock.instant();
  }

  CommandResult perform() {
    CommandResult result;
    try {
      result = performOn(load());
    } catch (Refusal e) {
      result = new CommandResult(2, e.getMessage());
    } catch (WarehouseException e) {
      result = new CommandResult(2, heading(e) + "\n  " + indented(e.getMessage()));
    } catch (TemplateException e) {
      result = new CommandResult(2, "Compilation Error\n  " + indented(e.text()));
    }
    if (result.exitCode() == REFUSED.exitCode()) {
      listener.event(RunEvents.error(result.message()));
    }
    Instant end = clock.instant();
    listener.event(
        RunEvents.completed(
            "dbt " + invocation.command().which().words(),
            result.isSuccess(),
            end,
            java.time.Duration.between(start, end)));
    return result;
  }

  private static String heading(WarehouseException e) {
    return e.kind() == WarehouseException.Kind.REFUSED ? "Database Error" : "Runtime Error";
  }

  private static String indented(String text) {
    return text.replace("\n", "\n  ");
  }

  private ParsedProject load() {
    Outcome<ParsedProject> outcome =
        projects.load(invocation.project(), invocation.warehouse().adapter(), options());
    return switch (outcome) {
      case Outcome.Ok<ParsedProject>(ParsedProject project, List<Problem> warnings) -> {
        warnings.forEach(warning -> listener.event(RunEvents.warned(warning.render())));
        yield project;
      }
      case Outcome.Failed<ParsedProject>(List<Problem> problems) ->
          throw new Refusal(
              "Compilation Error\n  "
                  + indented(
                      problems.stream()
                          .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                          .map(Problem::render)
                          .collect(Collectors.joining("\n"))));
    };
  }

  private ParseOptions options() {
    DbtCommand command = invocation.command();
    return new ParseOptions(
        invocation.target(),
        command.flags().dict(Option.VARS),
        invocation.environment(),
        command.flags().template(),
        UUID.randomUUID().toString(),
        start);
  }

  private CommandResult performOn(ParsedProject project) {
    DbtCommand command = invocation.command().withProjectFlags(project.config().flags());
    listener.event(RunEvents.found(project.manifest()));
    return switch (command.which()) {
      case PARSE -> CommandResult.SUCCESS;
      case RUN -> graph(project, command, Set.of(ResourceType.MODEL), true);
      case SEED -> graph(project, command, Set.of(ResourceType.SEED), true);
      case SNAPSHOT -> graph(project, command, Set.of(ResourceType.SNAPSHOT), true);
      case TEST -> graph(project, command, Set.of(ResourceType.TEST), true);
      case BUILD ->
          graph(
              project,
              command,
              Set.of(
                  ResourceType.MODEL,
                  ResourceType.SEED,
                  ResourceType.SNAPSHOT,
                  ResourceType.TEST,
                  ResourceType.EXPOSURE),
              true);
      case COMPILE ->
          graph(
              project,
              command,
              Set.of(
                  ResourceType.MODEL,
                  ResourceType.SNAPSHOT,
                  ResourceType.TEST,
                  ResourceType.ANALYSIS),
              false);
      case RUN_OPERATION -> operation(project, command);
      case SOURCE_FRESHNESS,
          DOCS_GENERATE,
          SHOW,
          LIST,
          CLEAN,
          DEBUG,
          DEPS,
          DOCS_SERVE,
          INIT,
          CLONE,
          RETRY ->
          throw new Refusal(
              "Runtime Error\n  `dbt " + command.which().words() + "` is not available here.");
    };
  }

  private CommandResult graph(
      ParsedProject project, DbtCommand command, Set<ResourceType> types, boolean runs) {
    Map<String, Resource> nodes = select(project.manifest(), types);
    boolean testEdges = types.contains(ResourceType.TEST) && types.size() > 1 && runs;
    var parents = new Dependencies(project.manifest()).among(nodes.keySet(), testEdges);
    try (var connections = connections(command)) {
      Work work = work(project, command, connections, List.copyOf(nodes.keySet()));
      GraphRun.Task task = runs ? new NodeTasks(work)::run : new NodeTasks(work)::compile;
      List<NodeResult> results =
          new GraphTask(work, new GraphTask.Plan(nodes, parents, runs)).run(task);
      return results.stream().anyMatch(result -> result.status().isFailure())
          ? new CommandResult(1, firstFailure(results))
          : CommandResult.SUCCESS;
    }
  }

  private static String firstFailure(List<NodeResult> results) {
    return results.stream()
        .filter(result -> result.status().isFailure())
        .findFirst()
        .map(NodeResult::message)
        .orElse("");
  }

  private static Map<String, Resource> select(Manifest manifest, Set<ResourceType> types) {
    var selected = new LinkedHashMap<String, Resource>();
    manifest
        .nodes()
        .forEach((id, node) -> {
          if (types.contains(node.type()) && node.config().enabled()) {
            selected.put(id, node);
          }
        });
    if (types.contains(ResourceType.EXPOSURE)) {
      selected.putAll(manifest.exposures());
    }
    return selected;
  }

  private CommandResult operation(ParsedProject project, DbtCommand command) {
    try (var connections = connections(command)) {
      Work work = work(project, command, connections, List.of());
      Connection connection = connections.connection();
      try {
        new OperationRun(work, connection)
            .run(command.argument().orElse(""), command.flags().dict(Option.ARGS));
        return CommandResult.SUCCESS;
      } finally {
        connection.close();
      }
    }
  }

  private EventReporter reporter(DbtCommand command) {
    return new EventReporter(
        listener,
        command.flags().number(Option.PRINTER_WIDTH).orElse(80),
        invocation.target().name());
  }

  private Connections connections(DbtCommand command) {
    return new Connections(
        invocation.warehouse(), invocation.surroundings().stop(), reporter(command));
  }

  private Work work(
      ParsedProject project, DbtCommand command, Connections connections, List<String> selected) {
    var contexts = new Contexts(project);
    var crew =
        new Crew(
            runOptions(command), connections, reporter(command), invocation.surroundings().stop());
    return new Work(
        project,
        contexts,
        new Compiler(project, contexts, Work.BUDGET),
        invocation.warehouse().adapter(),
        new RelationCache(),
        crew,
        invocation.surroundings().artifacts(),
        new GraphData(project.manifest()),
        new SeedFiles(invocation.project(), project.config()),
        selected);
  }

  private RunOptions runOptions(DbtCommand command) {
    var flags = command.flags();
    return new RunOptions(
        flags.number(Option.THREADS).orElse(invocation.target().threads()),
        flags.isTrue(Option.FAIL_FAST),
        flags.isTrue(Option.WARN_ERROR),
        flags.isTrue(Option.POPULATE_CACHE),
        flags.isTrue(Option.CACHE_SELECTED_ONLY),
        flags.isTrue(Option.EMPTY),
        Optional.empty());
  }

  /// The command cannot be carried out; the message is for the user.
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
      super(message, null, false, false);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
