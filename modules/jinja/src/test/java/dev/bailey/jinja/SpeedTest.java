package dev.bailey.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import dev.bailey.jinja.library.json.JsonReader;
import dev.bailey.jinja.library.json.JsonStyle;
import dev.bailey.jinja.library.json.JsonWriter;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Parses and renders the same templates here, in Jinja2 and in minijinja, one after the other, and
/// prints what each takes. Since this engine compiles a template when it first runs, the rate of
/// parsing alone flatters it; that of templates which are parsed, compiled and rendered once does
/// not. `BAILEY_SPEED_PYTHON` names a Python that has both packages; without it the oracle's is
/// taken, which has Jinja2 only.
@Tag("bench")
class SpeedTest {
  private static final int SECONDS = Integer.getInteger("jinja.speed.seconds", 3);

  /// Rates are by the time of the processor, the collector's included, so that other work on the
  /// machine does not matter.
  private static final OperatingSystemMXBean CPU =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final List<String> TEXTS = SpeedTemplates.all();

  /// Rounds over all templates in a second of the processor.
  private record Figures(
      double loadMillis, double coldMillis, double parse, double once, double render) {}

  private final Environment environment =
      Environment.builder().syntax(Syntax.stock().withExtensions(true, true)).build();

  @Test
  void isThreeTimesAsFastAsJinja2AndNoSlowerThanMinijinja() throws Exception {
    Optional<String> python =
        Optional.ofNullable(System.getenv("BAILEY_SPEED_PYTHON")).or(Jinja2::python);
    assumeTrue(python.isPresent(), "SKIPPED: no Python with Jinja2");
    var outputs = new ArrayList<String>();
    Figures bailey = measure(outputs);
    DictValue others = others(python.get());

    var table = new LinkedHashMap<String, Figures>();
    table.put("Bailey", bailey);
    others
        .entries()
        .forEach((name, value) -> table.put(name.str(), figures((DictValue) value, outputs)));

    print(table);
    Figures jinja2 = table.get("Jinja2");
    assertThat(jinja2).isNotNull();
    assertThat(bailey.render).isGreaterThanOrEqualTo(3 * jinja2.render);
    assertThat(bailey.parse).isGreaterThanOrEqualTo(3 * jinja2.parse);
    assertThat(bailey.once).isGreaterThanOrEqualTo(3 * jinja2.once);
    Figures minijinja = table.get("MiniJinja");
    if (minijinja != null) {
      assertThat(bailey.render).isGreaterThanOrEqualTo(minijinja.render);
      assertThat(bailey.parse).isGreaterThanOrEqualTo(minijinja.parse);
    }
  }

  private static void print(Map<String, Figures> table) {
    System.out.printf(
        "%-10s %10s %10s %14s %14s %14s%n",
        "", "load ms", "cold ms", "parse rounds/s", "once rounds/s", "render rounds/s");
    table.forEach((name, f) ->
        System.out.printf(
            "%-10s %10.1f %10.1f %14.1f %14.1f %14.1f%n",
            name, f.loadMillis, f.coldMillis, f.parse, f.once, f.render));
  }

  private Figures figures(DictValue answer, List<String> outputs) {
    List<String> theirs =
        answer.get("output") instanceof ListValue texts
            ? texts.items().stream().map(Value::str).toList()
            : List.of();
    assertThat(theirs).isEqualTo(outputs);
    return new Figures(
        number(answer, "load_ms"),
        number(answer, "cold_ms"),
        number(answer, "parse"),
        number(answer, "once"),
        number(answer, "render"));
  }

  private static double number(DictValue answer, String key) {
    return answer.get(key) instanceof Float f ? f.value() : 0;
  }

  private Figures measure(List<String> outputs) {
    var context = context();
    long start = System.nanoTime();
    List<Template> parsed = parse();
    outputs.addAll(render(parsed, context));
    double cold = (System.nanoTime() - start) / 1e6;
    return new Figures(
        0,
        cold,
        rate(this::parse),
        rate(() -> render(parse(), context)),
        rate(() -> render(parsed, context)));
  }

  private List<Template> parse() {
    var parsed = new ArrayList<Template>(TEXTS.size());
    for (String text : TEXTS) {
      if (!(environment.compile(new SourceFile("model.sql", text))
          instanceof Outcome.Ok<Template> ok)) {
        throw new IllegalStateException(text);
      }
      parsed.add(ok.value());
    }
    return parsed;
  }

  private List<String> render(List<Template> parsed, Context context) {
    var outputs = new ArrayList<String>(parsed.size());
    for (Template template : parsed) {
      outputs.add(
          template.render(
              context,
              Rendering.start(
                  environment, Budget.standard(), Clock.systemUTC(), new SplittableRandom(1))));
    }
    return outputs;
  }

  /// Rounds a second, the best of several; the compiler of the JVM has to do its work first.
  private static double rate(Runnable work) {
    double best = 0;
    for (int i = 0; i < 14; i++) {
      long start = CPU.getProcessCpuTime();
      double took;
      int rounds = 0;
      do {
        work.run();
        rounds++;
        took = (CPU.getProcessCpuTime() - start) / 1e9;
      } while (took < SECONDS / 3.0);
      best = Math.max(best, rounds / took);
    }
    return best;
  }

  private static Context context() {
    var columns = ListValue.empty();
    for (int i = 0; i < 20; i++) {
      var column = DictValue.empty();
      column.put("name", Str.of("column_" + i));
      column.put("type", Str.of(i % 3 != 0 ? "text" : "number"));
      columns.add(column);
    }
    var target =
        DictValue.ofNames(
            Map.of("name", Str.of("dev"), "schema", Str.of("analytics"), "type", Str.of("duckdb")));
    return Context.of(
        Map.of(
            "config", Builtin.free("config", (a, x) -> Str.EMPTY),
            "ref",
                Builtin.free(
                    "ref",
                    (a, x) ->
                        Str.of("\"db\".\"analytics\".\"" + a.positional().getLast().str() + "\"")),
            "source",
                Builtin.free(
                    "source",
                    (a, x) ->
                        Str.of("\"raw\".\"" + a.at(0).str() + "\".\"" + a.at(1).str() + "\"")),
            "var", Builtin.free("var", (a, x) -> a.count() > 1 ? a.at(1) : None.NONE),
            "is_incremental", Builtin.free("is_incremental", (a, x) -> Bool.TRUE),
            "this", Str.of("\"db\".\"analytics\".\"me\""),
            "target", target,
            "columns", columns));
  }

  private DictValue others(String python) throws Exception {
    var asked = DictValue.empty();
    asked.put("templates", ListValue.copyOf(TEXTS.stream().map(Str::of).toList()));
    asked.put("seconds", Int.of(SECONDS));
    String script;
    try (var resource = SpeedTest.class.getResourceAsStream("speed.py")) {
      if (resource == null) {
        throw new IllegalStateException("no speed.py");
      }
      script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
    var process =
        new ProcessBuilder(python, "-c", script)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(
          JsonWriter.write(asked, JsonStyle.standard(), Bailey.rendering(environment))
              .getBytes(StandardCharsets.UTF_8));
    }
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return (DictValue) JsonReader.read(answer, Bailey.rendering(environment));
  }
}
