package dev.bailey.engine;

import dev.bailey.engine.artifact.RunResultsJson;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.command.TimeOptions;
import dev.bailey.engine.command.Which;
import dev.bailey.engine.connection.Connection;
import dev.bailey.engine.connection.Connections;
import dev.bailey.engine.connection.RelationCache;
import dev.bailey.engine.event.EventType;
import dev.bailey.engine.event.RunEvents;
import dev.bailey.engine.run.CatalogTask;
import dev.bailey.engine.run.Crew;
import dev.bailey.engine.run.FreshnessRun;
import dev.bailey.engine.run.GraphData;
import dev.bailey.engine.run.GraphRun;
import dev.bailey.engine.run.GraphTask;
import dev.bailey.engine.run.NodeResult;
import dev.bailey.engine.run.NodeTasks;
import dev.bailey.engine.run.OperationRun;
import dev.bailey.engine.run.ResultJournal;
import dev.bailey.engine.run.RunOptions;
import dev.bailey.engine.run.ShowRun;
import dev.bailey.engine.run.Status;
import dev.bailey.engine.run.Work;
import dev.bailey.engine.seed.SeedFiles;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.compile.CompiledNode;
import dev.bailey.project.compile.Compiler;
import dev.bailey.project.compile.UnitTestCompiler;
import dev.bailey.project.context.Contexts;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.InlineQuery;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.manifest.UnitTest;
import dev.bailey.project.parse.InlineQueries;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceTree;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// dbt's commands over a parsed project.
final class Commands {
  private static final String INLINE = "inline_query";

  private static final Set<ResourceType> BUILT =
      EnumSet.of(
          ResourceType.MODEL,
          ResourceType.SEED,
          ResourceType.SNAPSHOT,
          ResourceType.TEST,
          ResourceType.UNIT_TEST,
          ResourceType.EXPOSURE,
          ResourceType.SAVED_QUERY,
          ResourceType.FUNCTION);
  private static final Set<ResourceType> COMPILED =
      EnumSet.of(
          ResourceType.MODEL,
          ResourceType.SEED,
          ResourceType.SNAPSHOT,
          ResourceType.TEST,
          ResourceType.ANALYSIS,
          ResourceType.FUNCTION,
          ResourceType.OPERATION);
  private static final Set<ResourceType> CLONED =
      EnumSet.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT);
  private static final Set<ResourceType> LISTED =
      EnumSet.of(
          ResourceType.MODEL,
          ResourceType.SEED,
          ResourceType.SNAPSHOT,
          ResourceType.TEST,
          ResourceType.EXPOSURE,
          ResourceType.SOURCE,
          ResourceType.ANALYSIS,
          ResourceType.UNIT_TEST,
          ResourceType.METRIC,
          ResourceType.SEMANTIC_MODEL,
          ResourceType.SAVED_QUERY);

  private final ParsedProject project;
  private final DbtCommand command;
  private final Invocation invocation;
  private final NodeSelection selection;
  private final EarlierState earlier;
  private final Optional<Retry> retry;
  private final EventReporter reporter;
  private final ArtifactFiles files;

  /// @param retry what a retry is confined to
  Commands(
      ParsedProject project,
      DbtCommand command,
      Invocation invocation,
      Optional<Retry> retry,
      Clock clock) {
    this.project = project;
    this.command = command;
    this.invocation = invocation;
    this.retry = retry;
    this.earlier = new EarlierState(command, invocation.surroundings().artifacts());
    this.selection = new NodeSelection(project, command, earlier, retry.map(Retry::nodes));
    this.reporter =
        new EventReporter(
            listener(), command, invocation.target().name(), invocation.surroundings().stop());
    this.files = new ArtifactFiles(project, command, invocation.surroundings().artifacts(), clock);
  }

  private Listener listener() {
    return invocation.surroundings().listener();
  }

  CommandResult perform() {
    project
        .derived()
        .cycle()
        .ifPresent(path -> {
          throw new Performance.Refusal(
              "Runtime Error\n  Found a cycle: " + String.join(" --> ", path));
        });
    earlier.overwritten().ifPresent(folder -> listener().event(RunEvents.stateIsTarget(folder)));
    return switch (command.which()) {
      case PARSE -> parse();
      case RUN -> graph(EnumSet.of(ResourceType.MODEL), true);
      case SEED -> graph(EnumSet.of(ResourceType.SEED), true);
      case SNAPSHOT -> graph(EnumSet.of(ResourceType.SNAPSHOT), true);
      case TEST -> graph(EnumSet.of(ResourceType.TEST, ResourceType.UNIT_TEST), true);
      case BUILD -> graph(BUILT, true);
      case COMPILE -> compile();
      case SHOW -> show();
      case LIST -> list();
      case RUN_OPERATION -> operation();
      case SOURCE_FRESHNESS -> freshness();
      case DOCS_GENERATE -> docs();
      case CLONE -> cloneHere();
      case CLEAN, DEBUG, DEPS, DOCS_SERVE, INIT, RETRY ->
          throw new Performance.Refusal(
              "Runtime Error\n  `dbt " + command.which().words() + "` cannot be performed here.");
    };
  }

  private CommandResult parse() {
    files.parsed();
    return CommandResult.SUCCESS;
  }

  private NodeSelection.Chosen select(Set<ResourceType> types) {
    NodeSelection.Chosen chosen = selection.select(types);
    chosen.warnings().forEach(warning -> listener().event(RunEvents.warned(warning)));
    chosen.unmatched().forEach(text -> listener().event(RunEvents.noNodesFor(text)));
    return chosen;
  }

  private CommandResult graph(Set<ResourceType> types, boolean runs) {
    Map<String, Resource> nodes = new LinkedHashMap<>(select(types).resources());
    nodes.replaceAll((_, resource) -> runnable(resource));
    if (!runs) {
      return withWork(
          List.copyOf(nodes.keySet()),
          work -> conclude(carryOut(work, nodes, compiling(work), false)));
    }
    try (JournalFile journal = journal(nodes.values())) {
      return withWork(
          List.copyOf(nodes.keySet()),
          journal,
          work -> {
            List<NodeResult> results = carryOut(work, nodes, new NodeTasks(work)::run, true);
            journal.ended();
            return conclude(results);
          });
    }
  }

  private JournalFile journal(Collection<Resource> nodes) {
    List<String> counted =
        nodes.stream().filter(GraphRun::isCounted).map(Resource::uniqueId).toList();
    return files.journal(counted, kept(), reporter);
  }

  /// What was done by the command that was killed and that this one goes on with.
  private List<Data.Dict> kept() {
    return retry.map(Retry::kept).orElse(List.of());
  }

  /// A unit test is carried out as the code that it tests.
  private Resource runnable(Resource resource) {
    return resource instanceof UnitTest test ? UnitTestCompiler.node(test, project) : resource;
  }

  private List<NodeResult> carryOut(
      Work work, Map<String, Resource> nodes, GraphRun.Task task, boolean runs) {
    boolean testEdges = command.which() == Which.BUILD;
    var parents = selection.dag().waits(nodes.keySet(), testEdges);
    long start = System.nanoTime();
    var around = runs ? GraphTask.Around.SCHEMAS_AND_HOOKS : GraphTask.Around.NOTHING;
    List<NodeResult> results;
    try (var _ = files.manifestAhead()) {
      results = new GraphTask(work, new GraphTask.Plan(nodes, parents, around, isRest())).run(task);
    }
    files.manifest(results, work.compiler().ephemeral());
    files.results(
        new RunResultsJson.Results(kept(), results), Duration.ofNanos(System.nanoTime() - start));
    return results;
  }

  private static GraphRun.Task compiling(Work work) {
    var tasks = new NodeTasks(work);
    return (resource, connection, _) -> tasks.compile(resource, connection);
  }

  private boolean isRest() {
    return retry.filter(Retry::isOfKilled).isPresent();
  }

  private static CommandResult conclude(List<NodeResult> results) {
    return results.stream()
        .filter(Commands::isMissing)
        .findFirst()
        .map(result -> new CommandResult(1, result.message()))
        .orElse(CommandResult.SUCCESS);
  }

  /// Whether a node that was asked for did not come about.
  private static boolean isMissing(NodeResult result) {
    return result.status().isFailure()
        || (result.status() == Status.SKIPPED && !(result.node() instanceof Exposure));
  }

  private CommandResult compile() {
    Optional<String> inline = command.flags().text(Option.INLINE);
    if (inline.isPresent()) {
      return compile(inlineQuery(inline.get()));
    }
    Map<String, Resource> nodes = select(COMPILED).resources();
    return withWork(
        List.copyOf(nodes.keySet()),
        work -> {
          List<NodeResult> results = carryOut(work, nodes, compiling(work), false);
          results.stream()
              .filter(result -> result.status().isFailure())
              .findFirst()
              .ifPresent(result -> {
                throw new Performance.Refusal(result.message());
              });
          if (!command.select().isEmpty()) {
            results.stream()
                .filter(result -> isAskedFor(result.node(), nodes.values()))
                .forEach(result -> sayCompiled(result, false));
          }
          return CommandResult.SUCCESS;
        });
  }

  /// Whether a selected node is named by itself, or none is.
  private boolean isAskedFor(Resource resource, Collection<Resource> selected) {
    List<String> names = command.select();
    return names.contains(resource.name())
        || selected.stream().noneMatch(other -> names.contains(other.name()));
  }

  private CommandResult compile(InlineQuery query) {
    return withConnection((work, connection) -> {
      reporter.concurrency(threads(), 1);
      NodeResult result = new NodeTasks(work).compile(query, connection);
      if (result.status().isFailure()) {
        throw new Performance.Refusal(result.message());
      }
      sayCompiled(result, true);
      files.semanticManifest();
      files.manifest(List.of(), work.compiler().ephemeral());
      files.results(List.of(result), result.time());
      return CommandResult.SUCCESS;
    });
  }

  private void sayCompiled(NodeResult result, boolean inline) {
    String code = result.outcome().compiled().map(CompiledNode::code).orElse("");
    listener().event(RunEvents.compiled(result.node(), code, display(inline)));
  }

  private RunEvents.Display display(boolean inline) {
    var flags = command.flags();
    return new RunEvents.Display(inline, flags.isTrue(Option.QUIET), flags.choice(Option.OUTPUT));
  }

  private CommandResult show() {
    String format = command.flags().choice(Option.OUTPUT);
    Optional<String> direct = command.flags().text(Option.INLINE_DIRECT);
    if (direct.isPresent()) {
      return withConnection((work, connection) -> {
        String preview = ShowRun.direct(direct.get(), connection, work, format.equals("json"));
        listener().event(RunEvents.shown(INLINE, "", preview, display(true)));
        return CommandResult.SUCCESS;
      });
    }
    Optional<String> inline = command.flags().text(Option.INLINE);
    if (inline.isPresent()) {
      return show(List.of(inlineQuery(inline.get())), true, format);
    }
    Map<String, Resource> nodes =
        select(
                EnumSet.of(
                    ResourceType.MODEL,
                    ResourceType.SNAPSHOT,
                    ResourceType.SEED,
                    ResourceType.ANALYSIS,
                    ResourceType.TEST))
            .resources();
    return show(
        nodes.values().stream().filter(Node.class::isInstance).map(Node.class::cast).toList(),
        false,
        format);
  }

  private CommandResult show(List<Node> nodes, boolean inline, String format) {
    return withConnection((work, connection) -> {
      reporter.concurrency(threads(), nodes.size());
      var results = new ArrayList<NodeResult>();
      long start = System.nanoTime();
      for (Node node : nodes) {
        ShowRun.Shown shown = new ShowRun(work, node, connection).show(format.equals("json"));
        results.add(shown.result());
        listener()
            .event(RunEvents.shown(node.name(), node.uniqueId(), shown.preview(), display(inline)));
      }
      files.results(results, Duration.ofNanos(System.nanoTime() - start));
      return CommandResult.SUCCESS;
    });
  }

  /// The query of `--inline`.
  private InlineQuery inlineQuery(String sql) {
    return switch (InlineQueries.read(project, sql)) {
      case Outcome.Ok<InlineQuery>(InlineQuery query, _) -> query;
      case Outcome.Failed<InlineQuery>(List<Problem> problems) ->
          throw new Performance.Refusal(
              "Error parsing inline query: "
                  + problems.stream().map(Problem::render).collect(Collectors.joining("\n")));
    };
  }

  private CommandResult list() {
    var listing = new Listing(command);
    select(LISTED)
        .resources()
        .values()
        .forEach(resource -> listener().event(RunEvents.listed(listing.line(resource))));
    return CommandResult.SUCCESS;
  }

  private CommandResult operation() {
    if (retry.map(Retry::nodes).filter(Set::isEmpty).isPresent()) {
      return CommandResult.SUCCESS;
    }
    Data.Dict arguments = command.flags().dict(Option.ARGS);
    Optional<String> sql = command.flags().text(Option.SQL);
    checkOperation(sql.isPresent(), !arguments.entries().isEmpty());
    return withConnection((work, connection) -> {
      var operation = new OperationRun(work, connection);
      NodeResult result =
          sql.map(text -> queryOperation(operation, text))
              .orElseGet(() -> operation.run(command.argument().orElseThrow(), arguments));
      files.parsed();
      files.results(List.of(result), result.time());
      if (result.status().isFailure()) {
        listener().event(RunEvents.operationFailed(result.message()));
        return new CommandResult(1, result.message());
      }
      return CommandResult.SUCCESS;
    });
  }

  /// What dbt says of a `run-operation` that names no macro, or more than one thing to do.
  private void checkOperation(boolean isSql, boolean hasArguments) {
    boolean isMacro = command.argument().isPresent();
    if (isMacro == isSql) {
      throw new Performance.Refusal(
          isSql
              ? "Runtime Error\n  Cannot specify both a macro name and --sql for run-operation"
              : "Runtime Error\n  Either a macro name or --sql must be passed to run-operation");
    }
    if (isSql && hasArguments) {
      throw new Performance.Refusal(
          "Runtime Error\n  --args cannot be used with --sql; pass arguments directly in the SQL");
    }
  }

  private NodeResult queryOperation(OperationRun operation, String sql) {
    reporter.queryBegan(INLINE);
    NodeResult result = operation.run(inlineQuery(sql));
    reporter.queryEnded(INLINE, result);
    return result;
  }

  private CommandResult freshness() {
    Map<String, Resource> sources = new HashMap<>();
    select(EnumSet.of(ResourceType.SOURCE))
        .resources()
        .forEach((id, resource) -> {
          if (resource instanceof SourceDefinition source && hasFreshness(source)) {
            sources.put(id, resource);
          }
        });
    Map<String, FreshnessRun.Found> found = new ConcurrentHashMap<>();
    Map<String, Set<String>> parents = new HashMap<>();
    sources.keySet().forEach(id -> parents.put(id, Set.of()));
    return withWork(
        List.copyOf(sources.keySet()),
        work -> {
          long start = System.nanoTime();
          List<NodeResult> results =
              new GraphTask(work, new GraphTask.Plan(sources, parents, freshnessHooks(), false))
                  .run((resource, connection, _) -> fresh(work, resource, connection, found));
          files.sources(found, Duration.ofNanos(System.nanoTime() - start));
          listener().event(RunEvents.freshnessDone());
          return conclude(results);
        });
  }

  private GraphTask.Around freshnessHooks() {
    return command.flags().behaves("source_freshness_run_project_hooks")
        ? GraphTask.Around.HOOKS
        : GraphTask.Around.NOTHING;
  }

  /// The nodes of another environment, each by itself, as tables or views of this one.
  private CommandResult cloneHere() {
    Map<String, Resource> nodes = new HashMap<>();
    select(CLONED)
        .resources()
        .forEach((id, resource) -> {
          if (resource instanceof Node node && !node.isEphemeral()) {
            nodes.put(id, node);
          }
        });
    return withWork(
        List.copyOf(nodes.keySet()),
        work -> {
          Map<String, Set<String>> parents = new HashMap<>();
          nodes.keySet().forEach(id -> parents.put(id, Set.of()));
          files.parsed();
          var tasks = new NodeTasks(work);
          long start = System.nanoTime();
          List<NodeResult> results =
              new GraphTask(
                      work, new GraphTask.Plan(nodes, parents, GraphTask.Around.SCHEMAS, false))
                  .run((resource, connection, _) -> tasks.cloneHere(resource, connection));
          files.results(results, Duration.ofNanos(System.nanoTime() - start));
          return conclude(results);
        });
  }

  private static boolean hasFreshness(SourceDefinition source) {
    return source.freshness().isPresent()
        && source.freshness().get().isSet()
        && (source.loadedAt().field().isPresent() || source.loadedAt().query().isPresent());
  }

  private static NodeResult fresh(
      Work work, Resource resource, Connection connection, Map<String, FreshnessRun.Found> found) {
    if (!(resource instanceof SourceDefinition source)) {
      throw new IllegalArgumentException(resource.uniqueId() + " is no source");
    }
    FreshnessRun.Found one = new FreshnessRun(work, source, connection).run();
    found.put(source.uniqueId(), one);
    return one.result();
  }

  private CommandResult docs() {
    if (command.flags().isTrue(Option.COMPILE)) {
      CommandResult compiled = graph(COMPILED, false);
      if (!compiled.isSuccess()) {
        return compiled;
      }
    }
    listener().event(RunEvents.buildingCatalog());
    return withConnection((work, connection) -> {
      List<Map<String, Value>> rows =
          command.flags().isTrue(Option.EMPTY_CATALOG)
              ? List.of()
              : new CatalogTask(work).rows(connection);
      files.catalog(rows);
      copyAssets();
      listener().event(RunEvents.catalogWritten("target/catalog.json"));
      return CommandResult.SUCCESS;
    });
  }

  /// What descriptions show, such as images.
  private void copyAssets() {
    for (String folder : project.config().paths().assets()) {
      for (SourceTree.Entry entry : invocation.project().root().entries()) {
        if (entry.path().startsWith(folder + "/")) {
          invocation
              .project()
              .root()
              .read(entry.path())
              .ifPresent(bytes -> invocation.surroundings().artifacts().write(entry.path(), bytes));
        }
      }
    }
  }

  private interface OverConnection {
    CommandResult with(Work work, Connection connection);
  }

  private CommandResult withConnection(OverConnection step) {
    return withWork(
        List.of(),
        work -> {
          Connection connection = work.crew().connections().connection();
          try {
            return step.with(work, connection);
          } finally {
            connection.close();
          }
        });
  }

  private CommandResult withWork(List<String> selected, Function<Work, CommandResult> step) {
    return withWork(selected, ResultJournal.NONE, step);
  }

  private CommandResult withWork(
      List<String> selected, ResultJournal journal, Function<Work, CommandResult> step) {
    // What fails fast ends this command, and not the job that it is a step of.
    Stop stop = invocation.surroundings().stop().part();
    try (var connections = new Connections(invocation.warehouse(), stop, reporter)) {
      return step.apply(
          work(new Crew(runOptions(), connections, reporter, journal, stop), selected));
    }
  }

  private Work work(Crew crew, List<String> selected) {
    var contexts = new Contexts(project);
    return new Work(
        project,
        contexts,
        new Compiler(project, contexts, Work.BUDGET),
        invocation.warehouse().adapter(),
        new RelationCache(),
        invocation.warehouse().locks(),
        crew,
        invocation.surroundings().artifacts(),
        new GraphData(project.manifest()),
        new SeedFiles(invocation.project(), project.config()),
        earlier.deferral(),
        retry.map(Retry::batches).orElse(Map.of()),
        selected);
  }

  private RunOptions runOptions() {
    var flags = command.flags();
    var times = new TimeOptions(flags);
    Instant began = project.options().startedAt();
    return new RunOptions(
        threads(),
        flags.isTrue(Option.FAIL_FAST),
        flags.warningRules().areErrors(EventType.LOG_TEST_RESULT),
        flags.isTrue(Option.POPULATE_CACHE),
        flags.isTrue(Option.CACHE_SELECTED_ONLY),
        flags.isTrue(Option.EMPTY),
        times.sample(began),
        times.asked(),
        retry.flatMap(Retry::startedAt).orElse(began),
        limit(),
        command.targetFolder());
  }

  private int threads() {
    return command.flags().isTrue(Option.SINGLE_THREADED)
        ? 1
        : command.flags().number(Option.THREADS).orElse(invocation.target().threads());
  }

  private Optional<Integer> limit() {
    int limit = command.flags().number(Option.LIMIT).orElse(-1);
    return limit < 0 ? Optional.empty() : Optional.of(limit);
  }
}
