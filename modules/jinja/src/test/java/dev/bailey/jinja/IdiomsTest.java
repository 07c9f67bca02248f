package dev.bailey.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jinja.library.ItertoolsModule;
import dev.bailey.jinja.library.PythonFunctions;
import dev.bailey.jinja.library.PythonModule;
import dev.bailey.jinja.library.datetime.DatetimeModule;
import dev.bailey.jinja.library.json.JsonReader;
import dev.bailey.jinja.library.json.JsonStyle;
import dev.bailey.jinja.library.json.JsonWriter;
import dev.bailey.jinja.library.regex.RegexModule;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What dbt projects write, rendered as dbt's own Jinja renders it. The expected texts were
/// recorded from dbt 1.12.
class IdiomsTest {
  record Idiom(String group, String name, String macros, String template, String expected) {
    @Override
    public String toString() {
      return group + ": " + name;
    }
  }

  /// A value like dbt's `target` and `this`.
  private static final class Named extends HostValue {
    private final Map<String, Value> attributes;

    Named(Map<String, Value> attributes) {
      this.attributes = attributes;
    }

    @Override
    public String typeName() {
      return "Obj";
    }

    @Override
    public @Nullable Value attribute(String name, Execution x) {
      return attributes.get(name);
    }

    @Override
    public @Nullable Value item(Value key, Execution x) {
      return key instanceof Str name ? attributes.get(name.value()) : null;
    }

    @Override
    public void writeStr(TextBuilder out) {
      Value identifier = attributes.get("identifier");
      out.append("\"db\".\"sch\".\"")
          .append(identifier == null ? "" : identifier.str())
          .append('"');
    }
  }

  static Stream<Idiom> idioms() {
    Value cases = JsonReader.read(resource("idioms.json"), rendering(Dbt.environment()));
    return ((ListValue) cases)
        .items().stream()
            .map(DictValue.class::cast)
            .map(c ->
                new Idiom(
                    text(c, "group"),
                    text(c, "name"),
                    text(c, "macros"),
                    text(c, "template"),
                    text(c, "expected")));
  }

  private static String text(DictValue dict, String key) {
    Value value = dict.get(key);
    return value == null ? "" : value.str();
  }

  private static String resource(String name) {
    try (var in = IdiomsTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rendering rendering(Environment environment) {
    return Rendering.start(
        environment, Budget.standard(), Clock.systemUTC(), new SplittableRandom(1));
  }

  @ParameterizedTest
  @MethodSource("idioms")
  void anIdiomRendersAsInDbt(Idiom idiom) {
    String actual = render(idiom);

    if (idiom.expected.startsWith("!ERROR")) {
      assertThat(actual).startsWith("!ERROR");
    } else {
      assertThat(actual).isEqualTo(idiom.expected);
    }
  }

  private static String render(Idiom idiom) {
    var environment = Dbt.environment();
    var names = new HashMap<String, Value>();
    var macros = new HashMap<String, Value>();
    var context = Context.of(names);
    try {
      for (Macro macro : compile(environment, idiom.macros).macros()) {
        macros.put(macro.name(), macro.bind(context));
      }
      names.putAll(context(macros));
      names.putAll(macros);
      names.put("context", DictValue.ofNames(names));
      return compile(environment, idiom.template).render(context, rendering(environment));
    } catch (TemplateException e) {
      return "!ERROR " + e.type();
    } catch (IllegalArgumentException e) {
      return "!ERROR syntax";
    }
  }

  private static Template compile(Environment environment, String text) {
    return switch (environment.compile(new SourceFile("case.sql", text))) {
      case Outcome.Ok<Template> ok -> ok.value();
      case Outcome.Failed<Template> failed ->
          throw new IllegalArgumentException(failed.problems().getFirst().render());
    };
  }

  private static Map<String, Value> context(Map<String, Value> macros) {
    var names = new HashMap<String, Value>();
    names.put("config", Builtin.free("config", (a, x) -> Str.EMPTY));
    names.put(
        "ref", Builtin.free("ref", (a, x) -> named("identifier", a.positional().getLast().str())));
    names.put("is_incremental", Builtin.free("is_incremental", (a, x) -> Bool.TRUE));
    names.put(
        "target",
        new Named(
            Map.of("name", Str.of("dev"), "schema", Str.of("sch"), "type", Str.of("duckdb"))));
    names.put("this", named("identifier", "me"));
    names.put("tojson", Builtin.free("tojson", IdiomsTest::toJson));
    names.put("fromjson", Builtin.free("fromjson", (a, x) -> JsonReader.read(a.at(0).str(), x)));
    names.put("zip", Builtin.free("zip", (a, x) -> PythonFunctions.zip(a.positional(), x)));
    names.put("set", Builtin.free("set", (a, x) -> PythonFunctions.set(a.at(0), x)));
    names.put(
        "exceptions",
        new Named(
            Map.of(
                "raise_compiler_error", Builtin.free("raise_compiler_error", IdiomsTest::raise))));
    names.put(
        "modules",
        new PythonModule(
            "modules",
            Map.of(
                "datetime", DatetimeModule.create(),
                "re", new RegexModule(),
                "itertools", ItertoolsModule.create())));
    names.put("graph", graph());
    names.put("pkg", new Named(macros));
    var dispatch =
        Builtin.of(
            Parameters.of("dispatch", "macro_name, macro_namespace="),
            (a, x) ->
                Operations.item(
                    DictValue.ofNames(macros), Str.of("default__" + a.get(0).str()), x));
    names.put("adapter", new Named(Map.of("dispatch", dispatch)));
    return names;
  }

  private static Value toJson(Arguments a, Execution x) {
    return Str.of(JsonWriter.write(a.at(0), JsonStyle.standard(), x));
  }

  private static Value raise(Arguments a, Execution x) {
    throw TemplateException.of("CompilationError", a.at(0).str());
  }

  private static Value named(String key, String value) {
    return new Named(Map.of(key, Str.of(value)));
  }

  private static Value graph() {
    var nodes = DictValue.empty();
    for (List<String> node :
        List.of(
            List.of("a", "m1", "model"), List.of("b", "t", "test"), List.of("c", "m2", "model"))) {
      nodes.put(
          node.get(0),
          DictValue.ofNames(
              Map.of("name", Str.of(node.get(1)), "resource_type", Str.of(node.get(2)))));
    }
    return DictValue.ofNames(Map.of("nodes", nodes));
  }
}
