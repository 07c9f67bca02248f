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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The names of a resource while it is parsed: nothing is executed, and whatever it asks for is
/// written down.
public final class ParseNames {
  private ParseNames() {}

  /// Names that record into `capture`.
  ///
  /// @param model what the template sees as `model`
  /// @param first further names, which win over all others
  public static Context of(
      Scope scope,
      Identity identity,
      Data.Dict model,
      Map<String, Value> first,
      Capture capture,
      Voice voice) {
    var relation =
        new ParseRelation(
            scope.options().target().database(),
            scope.options().target().schema(),
            identity.name());
    var own = new HashMap<String, Value>();
    own.put("execute", Bool.of(false));
    own.put("config", new ParseConfig(capture));
    own.put(
        "ref",
        Builtin.free(
            "ref",
            (a, x) -> {
              capture.ref(RefArguments.ref(a, x));
              return relation;
            }));
    own.put(
        "source",
        Builtin.free(
            "source",
            (a, x) -> {
              capture.source(RefArguments.source(a));
              return relation;
            }));
    own.put("metric", Builtin.free("metric", (a, x) -> metric(a, x, capture)));
    own.put("function", Builtin.free("function", (a, x) -> function(a, x, capture)));
    own.put("this", relation);
    own.put("model", Values.of(model));
    own.put("graph", DictValue.empty());
    own.put("selected_resources", ListValue.empty());
    own.put("var", scope.vars(identity.packageName(), identity.uniqueId()));
    own.put("exceptions", Exceptions.of(voice));
    own.put("api", new HostFunctions("api", Map.of("Relation", ParseRelation.factory())));
    own.putAll(VoiceFunctions.of(voice));
    own.put("load_result", Builtin.free("load_result", (a, x) -> None.NONE));
    own.put("store_result", Builtin.free("store_result", (a, x) -> Str.EMPTY));
    own.put("store_raw_result", Builtin.free("store_raw_result", (a, x) -> Str.EMPTY));
    own.put("write", Builtin.free("write", (a, x) -> Str.EMPTY));
    return withAdapter(scope, identity.packageName(), first, own, capture);
  }

  private static Context withAdapter(
      Scope scope,
      String packageName,
      Map<String, Value> first,
      Map<String, Value> own,
      Capture capture) {
    var names = new Names(scope.macros(), packageName, first, own, scope.shared(), capture::macro);
    own.put("adapter", new AdapterValue(new ParseAdapter(scope.macros().dialect()), names));
    return names;
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

  private static Value metric(Arguments arguments, Execution x, Capture capture) {
    capture.metric(texts(arguments, x));
    return None.NONE;
  }

  private static Value function(Arguments arguments, Execution x, Capture capture) {
    List<String> name = texts(arguments, x);
    capture.function(name);
    return Builtin.free("function", (a, y) -> Str.of(name.getLast()));
  }

  private static List<String> texts(Arguments arguments, Execution x) {
    var texts = new ArrayList<String>();
    arguments.positional().forEach(value -> texts.add(Operations.str(value, x)));
    return texts;
  }
}
