package dev.bailey.engine.run;

import dev.bailey.engine.adapter.Response;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.connection.Connection;
import dev.bailey.engine.context.TableValue;
import dev.bailey.jinja.Context;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.batch.Batch;
import dev.bailey.project.compile.CompiledNode;
import dev.bailey.project.context.Contexts;
import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.ThreadName;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.MacroDefinition;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.Snapshot;
import dev.bailey.project.manifest.UnitTestNode;
import dev.bailey.project.manifest.UserFunction;
import dev.bailey.project.relation.RelationValue;
import dev.bailey.project.relation.TimeWindow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Carries out one node over one connection: compiles it, then runs its materialization.
final class NodeRun {
  private final Work work;
  private final Node node;
  private final Connection connection;
  private final Optional<Part> part;
  private final Scene scene;
  private final List<NodeResult.Timing> timing = new ArrayList<>();
  private @Nullable CompiledNode compiled;
  private boolean isWritten;

  /// One batch of a microbatch model.
  ///
  /// @param incremental whether it is added to what is there already
  record Part(Batch batch, boolean incremental) {}

  NodeRun(Work work, Node node, Connection connection) {
    this(work, node, connection, Optional.empty());
  }

  NodeRun(Work work, Node node, Connection connection, Optional<Part> part) {
    this.work = work;
    this.node = node;
    this.connection = connection;
    this.part = part;
    this.scene = new Scene(work, connection, seen());
  }

  /// What the node sees of its inputs.
  private Optional<TimeWindow> seen() {
    Optional<TimeWindow> sample = sample(node);
    return part.map(one -> one.batch().window())
        .map(window -> sample.map(window::within).orElse(window))
        .or(() -> sample);
  }

  private Optional<TimeWindow> sample(Node reader) {
    return reader instanceof Model || reader instanceof Snapshot
        ? work.options().sample()
        : Optional.empty();
  }

  /// Compiles the node and carries it out.
  NodeResult run() {
    return around(this::compileNow, this::execute);
  }

  /// Makes what stands in for the node elsewhere available here: `dbt clone`.
  NodeResult cloneHere() {
    return around(() -> Optional.empty(), this::executeClone);
  }

  private NodeResult.Outcome executeClone() {
    provide();
    Value elsewhere = scene.deferred(node);
    scene.put("defer_relation", elsewhere);
    if (elsewhere instanceof RelationValue) {
      Str view = Str.of("select * from " + elsewhere.str());
      scene.put("sql", view);
      scene.put("compiled_code", view);
    }
    materialize(materialization("clone"));
    Optional<Response> response = scene.results().mainResponse();
    return success(response, response.map(Response::message).orElse("No-op"));
  }

  /// Compiles the node and no more.
  NodeResult compile() {
    return around(this::compileNow, () -> NodeResult.Outcome.of(Status.SUCCESS, ""));
  }

  private interface Phase {
    NodeResult.Outcome work();
  }

  private NodeResult around(Supplier<Optional<CompiledNode>> compilation, Phase execution) {
    long start = System.nanoTime();
    connection.lend(node.uniqueId(), Optional.of(node.uniqueId()), comment());
    NodeResult.Outcome outcome;
    try {
      timed("compile", compilation);
      outcome = timed("execute", execution::work);
    } catch (TemplateException | WarehouseException e) {
      outcome = NodeResult.Outcome.of(Status.ERROR, failure(e));
    } finally {
      release();
    }
    return new NodeResult(
        node,
        outcome.with(Optional.ofNullable(compiled), isWritten),
        timing,
        ThreadName.current(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /// Where the SQL that the database refused can be read, dbt tells too.
  private String failure(RuntimeException e) {
    String message = work.failure().message(e, node);
    return isWritten && message.startsWith("Database Error")
        ? message + "\n  compiled code at " + work.options().target() + "/run/" + path()
        : message;
  }

  /// What failed before cannot be helped by a session that does not end well either.
  private void release() {
    try {
      connection.release();
    } catch (WarehouseException e) {
      connection.discard();
    }
  }

  private <T> T timed(String phase, Supplier<T> step) {
    work.reporter().phase(node, phase);
    Instant start = Instant.now();
    try {
      return step.get();
    } finally {
      timing.add(new NodeResult.Timing(phase, start, Instant.now()));
    }
  }

  private java.util.function.UnaryOperator<String> comment() {
    return new CommentTemplate(work).around(Optional.of(node), connection.name(), scene);
  }

  private Optional<CompiledNode> compileNow() {
    if (node instanceof Seed) {
      return Optional.empty();
    }
    if (part.isPresent()) {
      scene.put("model", model(""));
    }
    CompiledNode done = work.compiler().compile(node, this::scene);
    compiled = done;
    write("compiled", done.code());
    return Optional.of(done);
  }

  /// An ephemeral node is the same for all who read it.
  private Scene scene(Node other) {
    return other.uniqueId().equals(node.uniqueId())
        ? scene
        : new Scene(work, connection, sample(other));
  }

  private String path() {
    return part.map(one -> TargetPaths.below(node, one.batch()))
        .orElseGet(() -> TargetPaths.below(node));
  }

  private void write(String folder, String sql) {
    String path = folder + "/" + path();
    work.artifacts().write(path, sql.getBytes(StandardCharsets.UTF_8));
  }

  private NodeResult.Outcome execute() {
    provide();
    MacroCatalog.Entry macro = materialization(Materializations.nameOf(node));
    checkLanguage(macro.definition());
    if (Materializations.isTest(node)) {
      watch(macro);
      return TestOutcome.of(node, scene.results(), work.options());
    }
    if (node instanceof UserFunction) {
      cacheRelations(watch(macro));
      return success();
    }
    if (node instanceof UnitTestNode unit) {
      return unitTest(unit, macro);
    }
    materialize(macro);
    return success();
  }

  private void checkLanguage(MacroDefinition macro) {
    List<String> languages = macro.supportedLanguages().orElse(List.of("sql"));
    String language = node.code().language();
    if (!languages.contains(language)) {
      throw TemplateException.of(
          "DbtRuntimeError",
          "Materialization \"%s\" only supports languages %s; got \"%s\""
              .formatted(
                  macro.name(),
                  languages.stream().collect(Collectors.joining("', '", "['", "']")),
                  language));
    }
  }

  private NodeResult.Outcome unitTest(UnitTestNode unit, MacroCatalog.Entry macro) {
    try {
      materialize(macro);
    } catch (TemplateException | WarehouseException e) {
      throw TemplateException.of(
          "DbtRuntimeError",
          ("An error occurred during execution of unit test '%s'. There may be an error in the unit"
                  + " test definition: check the data types.\n %s")
              .formatted(unit.test().name(), work.failure().bare(e)));
    }
    return TestOutcome.ofUnitTest(scene.results());
  }

  private MacroCatalog.Entry materialization(String name) {
    return work.project().macros().materialization(name).orElseThrow(() -> missing(name));
  }

  private void materialize(MacroCatalog.Entry macro) {
    Rendering rendering = Scope.runRendering(Work.BUDGET);
    Context context = work.contexts().node(node, scene);
    cacheRelations(
        Operations.call(work.contexts().bind(macro, context), Arguments.none(), rendering));
  }

  /// The macros that the materialization of a test or function calls count as its own, also when
  /// one of them fails.
  private Value watch(MacroCatalog.Entry macro) {
    var called = new LinkedHashSet<String>();
    Context context =
        work.contexts().node(node, scene, new Contexts.Watch(_ -> {}, called::add), Map.of());
    try {
      return Operations.call(
          macro.compiled().bind(context), Arguments.none(), Scope.runRendering(Work.BUDGET));
    } finally {
      if (compiled != null) {
        compiled = compiled.calling(called);
      }
    }
  }

  private TemplateException missing(String materialization) {
    String type = work.adapter().type();
    return TemplateException.of(
        "CompilationError",
        "No materialization '%s' was found for adapter %s! (searched types 'default' and '%s')"
            .formatted(materialization, type, type));
  }

  /// The names that only a materialization sees.
  private void provide() {
    String code = compiled == null ? "" : compiled.code();
    scene.put("sql", Str.of(code));
    scene.put("compiled_code", Str.of(code));
    scene.put("model", model(code));
    scene.put("pre_hooks", Materializations.hooks(node.config().preHooks()));
    scene.put("post_hooks", Materializations.hooks(node.config().postHooks()));
    scene.put("write", Builtin.free("write", (a, x) -> writeRun(Operations.str(a.at(0), x))));
    if (part.filter(Part::incremental).isPresent()) {
      scene.put("is_incremental", Builtin.free("is_incremental", (_, _) -> Bool.TRUE));
      scene.put("should_full_refresh", Builtin.free("should_full_refresh", (_, _) -> Bool.FALSE));
    }
    scene.put("load_agate_table", Builtin.free("load_agate_table", (_, _) -> seed()));
  }

  /// The node as materializations see it: compiled, and foreign keys with it.
  private DictValue model(String code) {
    Node seen = node instanceof Model model ? model.pointing(this::foreign) : node;
    if (!(Values.of(ManifestData.of(seen)) instanceof DictValue model)) {
      throw new IllegalStateException("a node is a dictionary");
    }
    model.put("compiled", Bool.of(compiled != null));
    model.put("compiled_code", Str.of(code));
    part.ifPresent(one -> model.put("batch", batch(one.batch())));
    return model;
  }

  /// All of the relation that a foreign key points to, whatever is seen of it.
  private String foreign(String to) {
    Value found = work.contexts().foreign(node, to, scene);
    return found instanceof RelationValue value ? value.relation().render() : found.str();
  }

  private static DictValue batch(Batch batch) {
    var dict = DictValue.empty();
    dict.put("id", Str.of(batch.id()));
    dict.put("event_time_start", Values.of(Data.of(batch.window().start())));
    dict.put("event_time_end", Values.of(Data.of(batch.window().end())));
    return dict;
  }

  private Value writeRun(String sql) {
    write("run", sql);
    isWritten = true;
    return Str.EMPTY;
  }

  private TableValue seed() {
    return Materializations.seedTable(node, work);
  }

  /// The relations that the materialization says exist now.
  private void cacheRelations(Value result) {
    if (!(result instanceof DictValue dict)
        || !(dict.get("relations") instanceof dev.bailey.jinja.value.ListValue relations)) {
      throw TemplateException.of(
          "CompilationError", "Invalid return value from materialization, \"relations\" not found");
    }
    for (Value relation : relations.items()) {
      if (relation instanceof RelationValue value) {
        work.cache().add(value.relation().madeByDbt(true));
      }
    }
  }

  private NodeResult.Outcome success() {
    Optional<Response> response = scene.results().mainResponse();
    if (response.isEmpty() && !Materializations.mayBeSilent(node)) {
      throw TemplateException.of(
          "DbtRuntimeError", "main is not being called during running model");
    }
    return success(response, response.map(Response::message).orElse(""));
  }

  private static NodeResult.Outcome success(Optional<Response> response, String message) {
    return new NodeResult.Outcome(
        Status.SUCCESS,
        Optional.of(message).filter(text -> !text.isEmpty()),
        response,
        OptionalLong.empty(),
        Optional.empty(),
        false);
  }
}
