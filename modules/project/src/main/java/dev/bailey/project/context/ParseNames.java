package dev.bailey.project.context;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.relation.ApiValue;
import dev.bailey.project.relation.Relation;
import dev.bailey.project.relation.RelationValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The names of a resource while it is parsed: nothing is executed, and whatever it asks for is
/// written down. Each is made when it is first asked for.
public final class ParseNames implements Context {
  private static final List<String> NAMES =
      List.of(
          "execute",
          "config",
          "ref",
          "source",
          "metric",
          "function",
          "this",
          "model",
          "graph",
          "selected_resources",
          "var",
          "exceptions",
          "api",
          "adapter",
          "log",
          "print",
          "load_result",
          "store_result",
          "store_raw_result",
          "write");

  private final Scope scope;
  private final Identity identity;
  private final Supplier<Data.Dict> model;
  private final Capture capture;
  private final Voice voice;
  private final RelationValue relation;
  private @Nullable Value adapter;
  private @Nullable Context names;

  private ParseNames(
      Scope scope, Identity identity, Supplier<Data.Dict> model, Capture capture, Voice voice) {
    this.scope = scope;
    this.identity = identity;
    this.model = model;
    this.capture = capture;
    this.voice = voice;
    this.relation =
        new RelationValue(
            Relation.of(
                new Relation.Path(
                    scope.options().target().database(),
                    Optional.of(scope.options().target().schema()),
                    Optional.of(identity.name())),
                quoting(),
                scope.macros().dialect().relationStyle()));
  }

  /// Names that record into `capture`.
  ///
  /// @param macros those that its plain names may mean
  /// @param model what the template sees as `model`
  /// @param first further names, which win over all others
  public static Context of(
      Scope scope,
      Identity identity,
      MacroView macros,
      Supplier<Data.Dict> model,
      Map<String, Value> first,
      Capture capture,
      Voice voice) {
    var own = new ParseNames(scope, identity, model, capture, voice);
    var names = new Names(macros, first, own, scope.shared(), capture::macro);
    own.names = names;
    own.adapter =
        new AdapterValue(new ParseAdapter(scope.macros().dialect(), scope.root().quoting()), names);
    return names;
  }

  @Override
  public @Nullable Value find(String name) {
    return switch (name) {
      case "execute" -> Bool.of(false);
      case "config" -> new ParseConfig(capture);
      case "ref" -> RefFunction.parsing(scope, this::ref);
      case "source" -> Builtin.free(name, this::source);
      case "metric" -> Builtin.free(name, this::metric);
      case "function" -> Builtin.free(name, this::function);
      case "this" -> relation;
      case "model" -> Values.of(model.get());
      case "graph" -> DictValue.empty();
      case "selected_resources" -> ListValue.empty();
      case "var" ->
          scope
              .vars(identity.packageName(), identity.uniqueId())
              .parsing()
              .renderedWith(Objects.requireNonNull(names));
      case "exceptions" -> Exceptions.of(voice);
      case "api" -> new ApiValue(scope.macros().dialect(), quoting());
      case "adapter" -> adapter;
      case "log" -> VoiceFunctions.log(voice);
      case "print" -> VoiceFunctions.print(voice);
      case "load_result" -> Builtin.free(name, (a, x) -> None.NONE);
      case "store_result", "store_raw_result", "write" -> Builtin.free(name, (a, x) -> Str.EMPTY);
      default -> null;
    };
  }

  @Override
  public Collection<String> names() {
    return NAMES;
  }

  private Relation.Policy quoting() {
    return Relation.Policy.of(scope.root().quoting());
  }

  private Value ref(Arguments arguments, Execution x) {
    capture.ref(RefArguments.ref(arguments, x));
    return relation;
  }

  private Value source(Arguments arguments, Execution x) {
    capture.source(RefArguments.source(arguments));
    return relation;
  }

  private Value metric(Arguments arguments, Execution x) {
    capture.metric(texts(arguments, x));
    return None.NONE;
  }

  private Value function(Arguments arguments, Execution x) {
    capture.function(RefArguments.function(arguments));
    return new RelationValue(relation.relation().typed(Optional.of("function")));
  }

  private static List<String> texts(Arguments arguments, Execution x) {
    var texts = new ArrayList<String>();
    arguments.positional().forEach(value -> texts.add(Operations.str(value, x)));
    return texts;
  }

  /// What a template sees as `model` while it is parsed.
  public static Data.Dict model(Identity identity, String code, Data.Dict config) {
    var model = new HashMap<String, Data>();
    model.put("name", Data.of(identity.name()));
    model.put("resource_type", Data.of(identity.type().word()));
    model.put("package_name", Data.of(identity.packageName()));
    model.put("path", Data.of(identity.path()));
    model.put("original_file_path", Data.of(identity.originalFilePath()));
    model.put("unique_id", Data.of(identity.uniqueId()));
    model.put("fqn", Data.texts(identity.fqn()));
    model.put("alias", Data.of(identity.name()));
    model.put("raw_code", Data.of(code));
    model.put("language", Data.of("sql"));
    model.put("config", config);
    for (String key : List.of("refs", "sources", "tags")) {
      model.put(key, Data.noItems());
    }
    for (String key : List.of("columns", "meta")) {
      model.put(key, Data.noEntries());
    }
    return Data.dict(model);
  }
}
