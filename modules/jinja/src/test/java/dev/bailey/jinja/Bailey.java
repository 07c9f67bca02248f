package dev.bailey.jinja;

import dev.bailey.jinja.library.ItertoolsModule;
import dev.bailey.jinja.library.PythonFunctions;
import dev.bailey.jinja.library.PythonModule;
import dev.bailey.jinja.library.datetime.DatetimeModule;
import dev.bailey.jinja.library.datetime.PytzModule;
import dev.bailey.jinja.library.regex.RegexModule;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.SetValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/// This engine, set up as the oracle is.
final class Bailey {
  private static final Budget BUDGET =
      new Budget(20_000_000, 50_000_000, 400, Duration.ofSeconds(20), 100_000_000, 50_000_000);
  private static final Pattern ADDRESS = Pattern.compile("0[xX][0-9a-fA-F]{6,}");

  private Bailey() {}

  static Environment environment(DictValue options, DictValue templates) {
    var syntax =
        Syntax.stock()
            .withExtensions(true, true)
            .withTrimmedBlocks(flag(options, "trim"), flag(options, "lstrip"))
            .withTrailingNewline(flag(options, "keep"))
            .withEscaping(flag(options, "escape"));
    Value undefined = options.get("undefined");
    return Environment.builder()
        .syntax(syntax)
        .undefined(
            undefined == null ? Undefined.Kind.LENIENT : Undefined.Kind.valueOf(undefined.str()))
        .globals(globals())
        .filter("repr", (value, a, x) -> Str.of(Operations.repr(value, x)))
        .loader(name ->
            Optional.ofNullable(templates.get(name)).map(t -> new SourceFile(name, t.str())))
        .build();
  }

  private static boolean flag(DictValue options, String name) {
    Value value = options.get(name);
    return value != null && value.truth();
  }

  static Map<String, Value> globals() {
    return Map.of(
        "modules",
        new PythonModule(
            "modules",
            Map.of(
                "datetime", DatetimeModule.create(),
                "pytz", PytzModule.create(),
                "re", new RegexModule(),
                "itertools", ItertoolsModule.create())),
        "set",
        Builtin.of(
            Parameters.of("set", "iterable=, /"),
            (a, x) -> a.has(0) ? PythonFunctions.set(a.get(0), x) : SetValue.empty()),
        "zip",
        Builtin.free("zip", Bailey::zip));
  }

  private static Value zip(Arguments a, Execution x) {
    if (!a.named().isEmpty()) {
      throw TemplateException.typeError("zip() takes no such keyword argument");
    }
    return PythonFunctions.zip(a.positional(), x);
  }

  static Jinja2.Answer answer(Jinja2.Case given) {
    var environment = environment(given.options(), given.templates());
    try {
      return switch (environment.compile(new SourceFile("case", given.template()))) {
        case Outcome.Failed<Template> failed ->
            new Jinja2.Answer("!syntax", failed.problems().getFirst().render());
        case Outcome.Ok<Template> ok ->
            new Jinja2.Answer(render(ok.value(), given.context(), environment), "");
      };
    } catch (TemplateException e) {
      // A template that another one includes is compiled while that one is rendered.
      String type = e.is("TemplateSyntaxError") ? "syntax" : e.type();
      return new Jinja2.Answer("!" + type, e.render());
    }
  }

  private static String render(Template template, DictValue context, Environment environment) {
    var names = new HashMap<String, Value>();
    context.entries().forEach((key, value) -> names.put(key.str(), value));
    String text = template.render(Context.of(names), rendering(environment));
    return ADDRESS.matcher(text).replaceAll("0x");
  }

  static Rendering rendering(Environment environment) {
    return Rendering.start(environment, BUDGET, Clock.systemUTC(), new SplittableRandom(1));
  }
}
