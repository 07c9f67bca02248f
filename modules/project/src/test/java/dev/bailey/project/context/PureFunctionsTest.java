package dev.bailey.project.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Environment;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.Syntax;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.library.json.JsonReader;
import dev.bailey.jinja.library.json.JsonStyle;
import dev.bailey.jinja.library.json.JsonWriter;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `toyaml`, `fromyaml`, `tojson` and `fromjson` beside dbt's own, which are PyYAML and CPython's
/// `json`. Each case renders one template with one generated value or text, called `v`.
class PureFunctionsTest {
  private static final Budget BUDGET =
      new Budget(50_000_000, 50_000_000, 400, Duration.ofMinutes(10), 100_000_000, 50_000_000);
  private static final int CASES = 4_000;

  private static final List<String> WRITTEN =
      List.of(
          "{{ toyaml(v) }}|{{ fromyaml(toyaml(v)) }}",
          "{{ toyaml(v, sort_keys=true) }}",
          "{{ tojson(v) }}|{{ fromjson(tojson(v)) }}",
          "{{ tojson(v, sort_keys=true) }}");

  /// Cases on which this engine once differed, or which are easy to get wrong.
  private static final List<String> KEPT =
      List.of(
          "{% set d = [1] %}{{ toyaml([d, d, {'k': d}]) }}",
          "{% set l = [1] %}{% do l.append(l) %}{{ toyaml(l) }}",
          "{% set t = modules.datetime.date(2020, 1, 2) %}{{ toyaml({'a': t, 'b': t}) }}",
          "{{ toyaml(modules.datetime.datetime(2020, 1, 2, 3, 4, 5, 60)) }}",
          "{{ toyaml((1, (2, ()), [])) }}",
          "{{ toyaml({(1, 2): 'x', '': 'y', 'k' * 130: 'z', 'a\\nb': 1}) }}",
          "{{ toyaml(set([3, 1, 2])) }}",
          "{{ toyaml({'s': set([1]), 'e': set([])}) }}",
          "{{ toyaml({'b': 1, 'a': 2, 'c': {'z': 1, 'y': 2}}, sort_keys=true) }}",
          "{{ toyaml({'b': 1, 2: 2, none: 3}, sort_keys=true) }}",
          "{{ toyaml({'\\u2028': '\\u2029\\u0085'}) }}",
          "{% set ten = 10 %}{{ toyaml(ten ** 5000, 'x') }}",
          "{{ fromyaml('1' * 5000, 'x') }}",
          "{{ toyaml(missing) }}",
          "{{ fromyaml('a: |\\n  b') }}",
          "{{ fromyaml('{a:[1]}', 'x') }}",
          "{{ fromyaml('{a: [1], b: {c:d}}', 'x') }}",
          "{{ fromyaml('=: 1') }}",
          "{{ fromyaml('- =', 'x') }}",
          "{{ fromyaml('- <<', 'x') }}",
          "{{ fromyaml('[&a 1, &a 2]', 'x') }}",
          "{{ fromyaml('!!timestamp x', 'x') }}",
          "{{ fromyaml('\"\\\\x4', 'x') }}",
          "{{ toyaml(missing, 'fallback') }}",
          "{{ toyaml([1, missing], default=7) }}",
          "{{ toyaml('x' | escape) }}",
          "{{ toyaml(range(3)) }}",
          "{{ toyaml('a'.encode()) }}",
          "{{ toyaml({'b': ('abc' * 50).encode(), 'k'.encode(): ''.encode()}) }}",
          "{{ tojson(missing) }}",
          "{{ tojson(set([1])) }}",
          "{{ tojson(set([1]), 'x') }}",
          "{{ tojson({'b': 1, 'a': [1, 2.5, none, true]}, sort_keys=true) }}",
          "{{ tojson({'b': 1, 1: 2}, sort_keys=true) }}",
          "{{ tojson({(1, 2): 1}) }}",
          "{{ tojson({1: 'a', 1.5: 'b', none: 'c', true: 'd'}) }}",
          "{{ fromjson(none) }}",
          "{{ fromjson(5) }}",
          "{{ fromjson([]) }}",
          "{{ fromjson('x') }}",
          "{{ fromjson('x', 'y') }}",
          "{{ fromjson('{\"a\": 1}'.encode()) }}",
          "{{ fromjson(missing) }}",
          "{{ fromyaml(none) }}",
          "{{ fromyaml(5, 'x') }}",
          "{{ fromyaml(missing) }}",
          "{{ fromyaml('a: [', 'x') }}",
          "{{ fromyaml('') }}",
          "{{ fromyaml('a: 1\\na: 2') }}",
          "{% set v = fromyaml('a: &x [1]\\nb: *x') %}{% do v.a.append(2) %}{{ v }}",
          "{{ toyaml(fromyaml('a: &x [1]\\nb: *x')) }}");

  @Test
  @Tag("slow")
  void keptCasesGiveWhatDbtGives() throws Exception {
    compare(KEPT.stream().map(Case::of).toList());
  }

  @Test
  @Tag("slow")
  void generatedValuesAreWrittenAsDbtWritesThem() throws Exception {
    compare(
        seeds()
            .mapToObj(seed -> new DataGenerator(seed).value())
            .map(value -> Case.of("{% set v = " + value + " %}" + WRITTEN.get(value.length() % 4)))
            .toList());
  }

  @Test
  @Tag("slow")
  void generatedYamlIsReadAsDbtReadsIt() throws Exception {
    compare(
        seeds()
            .mapToObj(seed -> new DataGenerator(seed).yaml())
            .map(text -> new Case("{{ fromyaml(v, 'refused') }}", Str.of(text)))
            .toList());
  }

  @Test
  @Tag("slow")
  void generatedJsonIsReadAsDbtReadsIt() throws Exception {
    compare(
        seeds()
            .mapToObj(seed -> new DataGenerator(seed).json())
            .map(text -> new Case("{{ fromjson(v, 'refused') }}", Str.of(text)))
            .toList());
  }

  /// `-Dbailey.seed=N` tries others.
  private static LongStream seeds() {
    long first = Long.getLong("bailey.seed", 1);
    return LongStream.range(first, first + CASES);
  }

  private record Case(String template, Value v) {
    static Case of(String template) {
      return new Case(template, Str.EMPTY);
    }

    DictValue json() {
      var json = DictValue.empty();
      json.put("template", Str.of(template));
      json.put("v", v);
      return json;
    }
  }

  private static void compare(List<Case> cases) throws Exception {
    var python = Optional.ofNullable(System.getenv("BAILEY_ORACLE_PYTHON"));
    assumeThat(python).as("SKIPPED: BAILEY_ORACLE_PYTHON names no Python with dbt").isPresent();
    List<String> expected = dbt(python.get(), cases);

    var differences = new ArrayList<String>();
    for (int i = 0; i < cases.size(); i++) {
      String actual = render(cases.get(i));
      if (!actual.equals(expected.get(i))) {
        differences.add(
            "%s%n  v:      %s%n  dbt:    %s%n  bailey: %s%n"
                .formatted(
                    cases.get(i).template(), cases.get(i).v().repr(), expected.get(i), actual));
      }
    }

    assertThat(differences).isEmpty();
  }

  private static String render(Case given) {
    var environment =
        Environment.builder()
            .syntax(Syntax.stock().withExtensions(true, true))
            .globals(PureFunctions.byName())
            .build();
    var compiled =
        (Outcome.Ok<Template>) environment.compile(new SourceFile("case", given.template()));
    var names = new HashMap<String, Value>();
    names.put("v", given.v());
    try {
      return compiled.value().render(Context.of(names), rendering(environment));
    } catch (TemplateException e) {
      return "!" + e.type();
    }
  }

  private static Rendering rendering(Environment environment) {
    return Rendering.start(environment, BUDGET, Clock.systemUTC(), new SplittableRandom(1));
  }

  private static List<String> dbt(String python, List<Case> cases)
      throws IOException, InterruptedException {
    var x = rendering(Environment.builder().build());
    var all = ListValue.copyOf(cases.stream().map(Case::json).toList());
    String script;
    try (var resource = PureFunctionsTest.class.getResourceAsStream("pure_functions.py")) {
      script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
    var process =
        new ProcessBuilder(python, "-c", script)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = process.getOutputStream()) {
      out.write(JsonWriter.write(all, JsonStyle.standard(), x).getBytes(StandardCharsets.US_ASCII));
    }
    String answers = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(process.waitFor()).isZero();
    var texts = new ArrayList<String>();
    Operations.iterate(JsonReader.read(answers, x), x).forEachRemaining(t -> texts.add(t.str()));
    return texts;
  }
}
