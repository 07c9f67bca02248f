package dev.bailey.project.context;

import dev.bailey.jinja.library.ItertoolsModule;
import dev.bailey.jinja.library.PythonFunctions;
import dev.bailey.jinja.library.datetime.DatetimeModule;
import dev.bailey.jinja.library.datetime.PytzModule;
import dev.bailey.jinja.library.json.JsonReader;
import dev.bailey.jinja.library.json.JsonStyle;
import dev.bailey.jinja.library.json.JsonWriter;
import dev.bailey.jinja.library.regex.RegexModule;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Bytes;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.project.yaml.YamlWriter;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The functions of dbt's context that depend on nothing but their arguments.
final class PureFunctions {
  private static final YamlReader YAML = new YamlReader(YamlLimits.DEFAULT);
  private static final Map<String, Value> ALL = all();

  private PureFunctions() {}

  /// By name; they hold no state.
  static Map<String, Value> byName() {
    return ALL;
  }

  private static Map<String, Value> all() {
    var all = new HashMap<String, Value>();
    define(all, "fromjson", "string, default=", (a, x) -> fromJson(a, x));
    define(all, "tojson", "value, default=, sort_keys=", (a, x) -> toJson(a, x));
    define(all, "fromyaml", "value, default=", (a, x) -> fromYaml(a, x));
    define(all, "toyaml", "value, default=, sort_keys=", (a, x) -> toYaml(a, x));
    define(all, "set", "value, default=", (a, x) -> set(a, x));
    define(all, "set_strict", "value", (a, x) -> PythonFunctions.set(a.get(0), x));
    all.put("zip", Builtin.free("zip", PureFunctions::zip));
    all.put(
        "zip_strict", Builtin.free("zip_strict", (a, x) -> PythonFunctions.zip(a.positional(), x)));
    define(all, "local_md5", "value", (a, x) -> Str.of(md5(Operations.str(a.get(0), x))));
    define(all, "diff_of_two_dicts", "dict_a, dict_b", (a, x) -> difference(a, x));
    all.put("try_or_compiler_error", Builtin.free("try_or_compiler_error", PureFunctions::attempt));
    all.put("validation", validation());
    all.put(
        "modules",
        new HostFunctions(
            "modules",
            Map.of(
                "datetime", DatetimeModule.create(),
                "pytz", PytzModule.create(),
                "re", new RegexModule(),
                "itertools", ItertoolsModule.create())));
    return Map.copyOf(all);
  }

  private static void define(
      Map<String, Value> all, String name, String signature, Builtin.Body body) {
    all.put(name, Builtin.of(Parameters.of(name, signature), body));
  }

  private static Value fromJson(Parameters.Bound a, Execution x) {
    String text =
        text(a.get(0))
            .orElseThrow(() ->
                TemplateException.typeError(
                    "the JSON object must be str, bytes or bytearray, not " + a.get(0).typeName()));
    try {
      return JsonReader.read(text, x);
    } catch (TemplateException e) {
      return fallback(e, "ValueError", a.get(1, None.NONE));
    }
  }

  private static Value toJson(Parameters.Bound a, Execution x) {
    boolean sorts = a.has(2) && a.get(2).truth();
    JsonStyle style = JsonStyle.standard();
    try {
      return Str.of(JsonWriter.write(a.get(0), sorts ? style.withSortedKeys() : style, x));
    } catch (TemplateException e) {
      return fallback(e, "ValueError", a.get(1, None.NONE));
    }
  }

  private static Value fallback(TemplateException e, String caught, Value fallback) {
    if (e.is(caught)) {
      return fallback;
    }
    throw e;
  }

  private static Value fromYaml(Parameters.Bound a, Execution x) {
    if (a.get(0) instanceof Undefined undefined) {
      throw undefined.error();
    }
    String text =
        text(a.get(0))
            .orElseThrow(() -> TemplateException.typeError("a string or stream input is required"));
    return switch (YAML.read(new SourceFile("fromyaml", text))) {
      case Outcome.Ok(var node, _) -> YamlValues.of(node, x);
      case Outcome.Failed(_) -> a.get(1, None.NONE);
    };
  }

  private static Optional<String> text(Value value) {
    return switch (value) {
      case Str text -> Optional.of(text.value());
      case Bytes bytes -> Optional.of(new String(bytes.value(), StandardCharsets.UTF_8));
      default -> Optional.empty();
    };
  }

  private static Value toYaml(Parameters.Bound a, Execution x) {
    boolean sorts = a.has(2) && a.get(2).truth();
    try {
      return Str.of(YamlWriter.write(a.get(0), sorts, x));
    } catch (TemplateException e) {
      return e.is("ValueError")
          ? a.get(1, None.NONE)
          : fallback(e, "RepresenterError", a.get(1, None.NONE));
    }
  }

  private static Value set(Parameters.Bound a, Execution x) {
    try {
      return PythonFunctions.set(a.get(0), x);
    } catch (TemplateException e) {
      return fallback(e, "TypeError", a.get(1, None.NONE));
    }
  }

  private static Value zip(Arguments a, Execution x) {
    try {
      return PythonFunctions.zip(a.positional(), x);
    } catch (TemplateException e) {
      return fallback(e, "TypeError", a.named().getOrDefault("default", None.NONE));
    }
  }

  static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has MD5", e);
    }
  }

  /// What the first dictionary of lists has and the second lacks; names compare without case.
  private static Value difference(Parameters.Bound a, Execution x) {
    if (!(a.get(0) instanceof DictValue first) || !(a.get(1) instanceof DictValue second)) {
      throw TemplateException.typeError("diff_of_two_dicts() takes two dictionaries");
    }
    var lower = new HashMap<String, List<String>>();
    second.entries().forEach((k, v) -> lower.put(lower(k, x), lowerItems(v, x)));
    var result = DictValue.empty();
    first
        .entries()
        .forEach((key, value) -> {
          List<String> known = lower.getOrDefault(lower(key, x), List.of());
          var missing = ListValue.empty();
          for (var items = Operations.iterate(value, x); items.hasNext(); ) {
            Value item = items.next();
            if (!known.contains(lower(item, x))) {
              missing.items().add(item);
            }
          }
          if (missing.size() > 0) {
            result.put(key, missing);
          }
        });
    return result;
  }

  private static List<String> lowerItems(Value list, Execution x) {
    var items = new java.util.ArrayList<String>();
    Operations.iterate(list, x).forEachRemaining(item -> items.add(lower(item, x)));
    return items;
  }

  private static String lower(Value value, Execution x) {
    return Operations.str(value, x).toLowerCase(java.util.Locale.ROOT);
  }

  private static Value attempt(Arguments a, Execution x) {
    Value message = a.at(0);
    try {
      var rest = new Arguments(a.positional().subList(2, a.count()), a.named());
      return Operations.call(a.at(1), rest, x);
    } catch (TemplateException e) {
      if (e.kind() == TemplateException.Kind.BUDGET) {
        throw e;
      }
      throw TemplateException.of("CompilationError", Operations.str(message, x));
    }
  }

  /// `validation.any[...]`, which macros hand to `config.require`; the check itself is the
  /// engine's, so here it accepts everything.
  private static Value validation() {
    return new HostFunctions("validation", Map.of("any", new AnyOf()));
  }

  private static final class AnyOf extends dev.bailey.jinja.value.HostValue {
    @Override
    public String typeName() {
      return "any";
    }

    @Override
    public Value item(Value key, Execution x) {
      return Builtin.free("validator", (a, y) -> Bool.of(true));
    }
  }
}
