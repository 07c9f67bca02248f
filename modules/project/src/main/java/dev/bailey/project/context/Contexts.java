package dev.bailey.project.context;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.manifest.SourceRef;
import dev.bailey.project.manifest.UnitTest;
import dev.bailey.project.manifest.UnitTestNode;
import dev.bailey.project.parse.StaticCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The names that templates of a parsed project see at run time. Immutable, and shared by threads;
/// each context that it makes belongs to one thread.
public final class Contexts {
  /// What the identifier of an ephemeral node begins with where it is a common table expression.
  public static final String CTE_PREFIX = "__dbt__cte__";

  private final ParsedProject project;
  private final RelationNaming naming;

  public Contexts(ParsedProject project) {
    this.project = project;
    this.naming = new RelationNaming(project.scope(), new Mute());
  }

  /// Who learns what a node turns out to need while it is rendered.
  ///
  /// @param ephemeral each ephemeral node that it reads
  /// @param macros the unique id of each macro that it calls itself
  public record Watch(Consumer<Node> ephemeral, Consumer<String> macros) {
    public static final Watch NONE = new Watch(_ -> {}, _ -> {});
  }

  /// The names of a node: for its own code, its hooks and its materialization.
  public Context node(Node node, RuntimeNames runtime) {
    return node(node, runtime, Watch.NONE, Map.of());
  }

  /// The names of a node while it is compiled.
  ///
  /// @param watch learns what the node turns out to need
  /// @param first further names, which win over all others
  public Context node(Node node, RuntimeNames runtime, Watch watch, Map<String, Value> first) {
    var own = shared(node, runtime);
    own.put(
        "ref",
        RefFunction.running(project.scope(), (a, x) -> ref(node, a, x, runtime, watch.ephemeral)));
    own.put("source", Builtin.free("source", (a, x) -> source(node, a, runtime)));
    own.put("function", function(node.packageName(), node.uniqueId(), runtime));
    own.put("config", new RuntimeConfig(node));
    if (!runtime.names().containsKey("model")) {
      own.put("model", Values.of(ManifestData.of(node)));
    }
    own.put(
        "this",
        node.type() == dev.bailey.project.manifest.ResourceType.OPERATION
            ? None.NONE
            : runtime.relation(self(node)));
    var wins = new HashMap<>(first);
    wins.putAll(runtime.names());
    return names(node.packageName(), wins, own, runtime, watch.macros);
  }

  /// What stands in for the relations that the code of a unit test reads from.
  ///
  /// @param of the stand-in of a node or source, by the unique id of that
  /// @param own the stand-in of what the model has built before
  public record StandIns(Map<String, Node> of, Optional<Node> own) {
    public StandIns {
      of = Map.copyOf(of);
    }
  }

  /// The names of the code of a unit test: of a model that reads from given rows, with macros and
  /// variables that are overridden.
  public Context unitTest(UnitTestNode node, StandIns standIns, RuntimeNames runtime, Watch watch) {
    var overrides = node.test().overrides();
    var own = shared(node, runtime);
    own.put(
        "var",
        project
            .scope()
            .vars(node.packageName(), node.uniqueId())
            .over(overrides.map(UnitTest.Overrides::variables).orElse(Data.noEntries())));
    own.put(
        "ref",
        RefFunction.running(
            project.scope(),
            (a, x) -> {
              Ref ref = RefArguments.ref(a, x);
              String id = found(node.uniqueId(), node.packageName(), ref).uniqueId();
              return standIn(node, standIns, id, runtime, watch);
            }));
    own.put(
        "source",
        Builtin.free(
            "source",
            (a, x) -> {
              SourceRef ref = RefArguments.source(a);
              String id = found(node.uniqueId(), node.packageName(), ref).uniqueId();
              return standIn(node, standIns, id, runtime, watch);
            }));
    own.put("function", function(node.packageName(), node.uniqueId(), runtime));
    own.put("config", new RuntimeConfig(node));
    own.put("model", Values.of(ManifestData.of(node)));
    own.put(
        "this",
        standIns
            .own()
            .map(one -> {
              watch.ephemeral.accept(one);
              return runtime.relation(spec(one));
            })
            .orElse(None.NONE));
    var wins = new HashMap<String, Value>();
    overrides.ifPresent(all -> {
      replaceMacros(all.macros(), wins);
      replaceEnvironment(all.environment(), wins);
    });
    wins.putAll(runtime.names());
    return names(node.packageName(), wins, own, runtime, watch.macros);
  }

  private Value standIn(
      UnitTestNode from, StandIns standIns, String id, RuntimeNames runtime, Watch watch) {
    Node found = standIns.of().get(id);
    if (found == null) {
      throw TemplateException.of(
          "CompilationError",
          "The unit test '%s' gives no rows for '%s', which the model reads. Add it to `given`."
              .formatted(from.name(), id));
    }
    watch.ephemeral.accept(found);
    return runtime.relation(spec(found));
  }

  private void replaceMacros(Data.Dict macros, Map<String, Value> wins) {
    macros
        .entries()
        .forEach((key, given) -> {
          String name = key.asText().orElse("");
          Value value = Values.of(given);
          Value macro = Builtin.free(name, (_, _) -> value);
          wins.put(name, macro);
          if (project.macros().member(MacroCatalog.BUILTIN, name).isPresent()) {
            wins.put(MacroCatalog.BUILTIN + "." + name, macro);
          }
        });
  }

  private void replaceEnvironment(Data.Dict variables, Map<String, Value> wins) {
    Value real = project.scope().inquiry().environmentVariable();
    wins.put(
        "env_var",
        Builtin.free(
            "env_var",
            (a, x) -> {
              Optional<Data> given = variables.find(Operations.str(a.at(0), x));
              return given.isPresent()
                  ? Str.of(dev.bailey.project.yaml.PythonText.str(given.get()))
                  : Operations.call(real, a, x);
            }));
  }

  /// The names of the root project where there is no node: for `run-operation`, and for macros that
  /// the adapter calls.
  public Context root(RuntimeNames runtime) {
    String root = project.config().name();
    var own = shared(root, root, runtime);
    own.put(
        "ref",
        RefFunction.running(
            project.scope(),
            (a, x) -> {
              Ref ref = RefArguments.ref(a, x);
              return runtime.relation(spec(found(root, root, ref)));
            }));
    own.put(
        "source",
        Builtin.free(
            "source", (a, x) -> runtime.relation(spec(found(root, root, RefArguments.source(a))))));
    own.put("function", function(root, root, runtime));
    own.put("config", new RuntimeConfig(root, Data.noEntries()));
    own.put("model", Values.of(Data.noEntries()));
    own.put("this", None.NONE);
    return names(root, Map.copyOf(runtime.names()), own, runtime, Watch.NONE.macros);
  }

  /// Of a node, `database` and `schema` are where it stands.
  private Map<String, Value> shared(Node node, RuntimeNames runtime) {
    Map<String, Value> own = shared(node.packageName(), node.uniqueId(), runtime);
    own.put("database", Values.of(Data.of(node.relation().database())));
    own.put("schema", Str.of(node.relation().schema()));
    return own;
  }

  private Map<String, Value> shared(String packageName, String asker, RuntimeNames runtime) {
    var own = new HashMap<String, Value>();
    own.put("execute", Bool.of(true));
    own.put("api", runtime.api());
    own.put("var", project.scope().vars(packageName, asker));
    own.put("exceptions", Exceptions.of(runtime));
    own.putAll(VoiceFunctions.of(runtime));
    return own;
  }

  private Context names(
      String packageName,
      Map<String, Value> first,
      Map<String, Value> own,
      RuntimeNames runtime,
      Consumer<String> calls) {
    var names =
        new Names(
            new MacroView.OfPackage(project.macros(), packageName),
            first,
            Context.of(own),
            project.scope().shared(),
            calls);
    own.put("adapter", new AdapterValue(runtime.adapter(), names));
    own.computeIfPresent(
        "var", (_, var) -> var instanceof VarScope vars ? vars.renderedWith(names) : var);
    own.put(
        "render",
        Builtin.of(
            Parameters.of("render", "string"),
            (a, x) -> Str.of(render(Operations.str(a.get(0), x), names, x))));
    return names;
  }

  /// The relation that the `ref` or `source` in a foreign key of `from` leads to.
  ///
  /// @param to such as `ref('customers')`
  /// @throws TemplateException when it is neither, or leads nowhere
  public Value foreign(Node from, String to, RuntimeNames runtime) {
    var found = new ArrayList<Value>();
    boolean isUnderstood =
        StaticCall.read(
            to,
            ref ->
                found.add(runtime.relation(spec(found(from.uniqueId(), from.packageName(), ref)))),
            source ->
                found.add(
                    runtime.relation(spec(found(from.uniqueId(), from.packageName(), source)))));
    if (!isUnderstood) {
      throw TemplateException.of(
          "CompilationError",
          "'%s' has a foreign key to '%s', which is neither ref('...') nor source('...', '...')."
              .formatted(from.uniqueId(), to));
    }
    return found.getFirst();
  }

  /// A function that runs `macro` with the names of `context`, which came from here.
  public Value bind(MacroCatalog.Entry macro, Context context) {
    return context instanceof Names names ? names.bound(macro) : macro.compiled().bind(context);
  }

  /// A rendering of SQL, charged to `budget`.
  public Rendering rendering(Budget budget) {
    return Scope.runRendering(budget);
  }

  /// Renders a text such as a hook with the names of `context`.
  ///
  /// @throws TemplateException when it does not compile or fails
  public String render(String text, Context context, Execution x) {
    return Templates.render(text, "template", context, x);
  }

  private Value ref(
      Node from, Arguments arguments, Execution x, RuntimeNames runtime, Consumer<Node> ephemeral) {
    Ref ref = RefArguments.ref(arguments, x);
    Node to = found(from.uniqueId(), from.packageName(), ref);
    boolean isHook = from.type() == dev.bailey.project.manifest.ResourceType.OPERATION;
    if (!isHook && !from.dependsOn().nodes().contains(to.uniqueId())) {
      throw TemplateException.of("CompilationError", unexpected(from, ref));
    }
    if (to.isEphemeral()) {
      if (isHook) {
        throw TemplateException.of(
            "CompilationError",
            ("Operations can not ref() ephemeral nodes, but %s is ephemeral. Materialize it as a"
                    + " view or table.")
                .formatted(to.name()));
      }
      ephemeral.accept(to);
    }
    return runtime.relation(spec(to));
  }

  private static String unexpected(Node from, Ref ref) {
    String call = ref.packageName().map(p -> "'" + p + "', ").orElse("") + "'" + ref.name() + "'";
    return ("dbt was unable to infer all dependencies for the model \"%s\".\nThis typically happens"
            + " when ref() is placed within a conditional block.\n\nTo fix this, add the following"
            + " hint to the top of the model \"%s\":\n\n-- depends_on: {{ ref(%s) }}")
        .formatted(from.name(), from.name(), call);
  }

  private Node found(String from, String packageName, Ref ref) {
    return project.lookup().ref(ref, packageName).orElseThrow(() -> notFound(from, ref));
  }

  private TemplateException notFound(String from, Ref ref) {
    return TemplateException.of(
        "CompilationError",
        "'%s' depends on a node named '%s' which was not found or is disabled.%s"
            .formatted(
                from,
                ref.name(),
                project.lookup().near(ref).map(n -> " Did you mean '" + n + "'?").orElse("")));
  }

  private Value source(Node from, Arguments arguments, RuntimeNames runtime) {
    SourceRef ref = RefArguments.source(arguments);
    return runtime.relation(spec(found(from.uniqueId(), from.packageName(), ref)));
  }

  private Builtin function(String packageName, String asker, RuntimeNames runtime) {
    return Builtin.free(
        "function",
        (a, x) -> {
          List<String> name = RefArguments.function(a);
          Node function =
              project.lookup().function(name, packageName).orElseThrow(() -> notFound(asker, name));
          return runtime.relation(spec(function, RelationSpec.Kind.FUNCTION));
        });
  }

  private TemplateException notFound(String from, List<String> function) {
    return TemplateException.of(
        "CompilationError",
        "'%s' depends on a function named '%s' which was not found or is disabled.%s"
            .formatted(
                from,
                String.join(".", function),
                project
                    .lookup()
                    .nearFunction(function)
                    .map(n -> " Did you mean '" + n + "'?")
                    .orElse("")));
  }

  private SourceDefinition found(String from, String packageName, SourceRef ref) {
    return project
        .lookup()
        .source(ref, packageName)
        .orElseThrow(() ->
            TemplateException.of(
                "CompilationError",
                "'%s' depends on a source named '%s.%s' which was not found or is disabled.%s"
                    .formatted(
                        from,
                        ref.source(),
                        ref.table(),
                        project
                            .lookup()
                            .near(ref)
                            .map(n -> " Did you mean '" + n + "'?")
                            .orElse(""))));
  }

  /// Where `ref` of a node points.
  public RelationSpec spec(Node node) {
    var quoting = naming.quoting(node.config().quoting());
    return node.isEphemeral()
        ? new RelationSpec(
            Optional.empty(),
            "",
            CTE_PREFIX + node.relation().alias(),
            quoting,
            RelationSpec.Kind.EPHEMERAL,
            node)
        : spec(node, RelationSpec.Kind.REF);
  }

  /// A node's own relation.
  public RelationSpec self(Node node) {
    return spec(node, RelationSpec.Kind.THIS);
  }

  private RelationSpec spec(Node node, RelationSpec.Kind kind) {
    return new RelationSpec(
        node.relation().database(),
        node.relation().schema(),
        node.relation().alias(),
        naming.quoting(node.config().quoting()),
        kind,
        node);
  }

  /// Where `source` points.
  public RelationSpec spec(SourceDefinition source) {
    return new RelationSpec(
        source.relation().database(),
        source.relation().schema(),
        source.identifier(),
        naming.quoting(source.quoting()),
        RelationSpec.Kind.SOURCE,
        source);
  }

  /// Naming is done by the time that contexts are asked for.
  private static final class Mute implements Voice {
    @Override
    public void log(String message, boolean info) {}

    @Override
    public void print(String message) {}

    @Override
    public void warn(String message) {}
  }
}
