package dev.bailey.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailey.jinja.library.PythonModule;
import dev.bailey.jinja.library.regex.RegexModule;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates that nobody should write: each ends with an error that says what and where.
@Timeout(20)
class BadInputTest {
  private static final Budget SMALL =
      new Budget(200_000, 100_000, 100, Duration.ofSeconds(2), 1_000_000, 200_000);

  private static Environment environment() {
    return Environment.builder()
        .syntax(Syntax.stock().withExtensions(true, true))
        .globals(Map.of("modules", new PythonModule("modules", Map.of("re", new RegexModule()))))
        .build();
  }

  private static List<Problem> problems(String text) {
    return environment().compile(new SourceFile("bad.sql", text)).problems();
  }

  private static String render(String text) {
    return switch (environment().compile(new SourceFile("bad.sql", text))) {
      case Outcome.Ok<Template> ok ->
          ok.value()
              .render(
                  Context.empty(),
                  Rendering.start(
                      environment(), SMALL, Clock.systemUTC(), new SplittableRandom(1)));
      case Outcome.Failed<Template> failed ->
          throw new IllegalArgumentException(failed.problems().getFirst().render());
    };
  }

  private static TemplateException failure(String text) {
    var failure = catchThrowableOfType(TemplateException.class, () -> render(text));
    assertThat(failure).as(text).isNotNull();
    return failure;
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{", "-", "not ", "a.b(", "[{'a':", "x if y else "})
  void aHundredThousandOpenBracketsAreAProblem(String open) {
    String text = "{{ " + open.repeat(100_000);

    assertThat(problems(text)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1", ".a", "[0]", "()", "|upper", " and 1", " if 1", " is none"})
  void aHundredThousandOperatorsInARowEnd(String operator) {
    String text = "{{ a" + operator.repeat(100_000) + " }}";

    assertThatThrownBy(() -> render(text))
        .isInstanceOfAny(TemplateException.class, IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% if a %}",
        "{% for a in b %}",
        "{% macro m() %}",
        "{% call m() %}",
        "{% set x %}",
        "{% with %}",
        "{% filter upper %}",
        "{% block b %}"
      })
  void tenThousandOpenBlocksAreAProblem(String open) {
    assertThat(problems(open.repeat(10_000))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "{% for i in range(10**12) %}x{% endfor %} # OverflowError",
        "{{ 'a' * 10**10 }} # BudgetExceeded",
        "{{ [0] * 10**10 }} # BudgetExceeded",
        "{{ 10 ** (10 ** 10) }} # ",
        "{{ 'a'.ljust(10**10) }} # ",
        "{{ '%1000000000d' % 1 }} # ",
        "{{ '{:>1000000000}'.format(1) }} # ",
        "{{ 'x' | center(10**9) }} # ",
        "{{ 'x' | indent(10**9) }} # ",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }} # BudgetExceeded",
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %} # BudgetExceeded",
        "{% set l = [1] %}{% for x in l %}{% do l.append(x) %}{% endfor %} # BudgetExceeded",
        "{% set l = [] %}{% for i in range(300) %}{% set _ = l.append(l) %}{% endfor %}{{ l == [l] }}{{ missing() }} # UndefinedError",
        "{% set ns = namespace(l=[]) %}{% for i in range(99999) %}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l }} # RecursionError",
        "{% set ns = namespace(l=[]) %}{% for i in range(9999) %}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l | tojson }} # ",
        "{% set ns = namespace(a=[1], b=[1]) %}{% for i in range(60) %}{% set ns.a = [ns.a, ns.a] %}{% set ns.b = [ns.b, ns.b] %}{% endfor %}{{ ns.a == ns.b }} # BudgetExceeded",
        "{% set ns = namespace(l='ab') %}{% for i in range(99) %}{% set ns.l = ns.l ~ ns.l %}{% endfor %} # BudgetExceeded",
        "{{ modules.re.match('(a+)+$', 'a' * 5000 + 'b') }} # BudgetExceeded",
        "{{ modules.re.match('(a|a)*b', 'a' * 5000) }} # BudgetExceeded",
        "{{ modules.re.compile('(' * 5000) }} # RecursionError",
        "{{ 'x'.__class__.__mro__ }} # SecurityError",
        "{{ ''['__class__'].x }} # SecurityError",
        "{{ ('x' | attr('__class__')).x }} # ",
        "{{ [].append.__self__.x }} # ",
        "{{ '{0.__class__.x}'.format(1) }} # ",
        "{{ range.__globals__.x }} # ",
        "{{ missing.a }} # UndefinedError",
        "{{ none.x.y }} # UndefinedError",
        "{{ 1 / 0 }} # ZeroDivisionError"
      })
  void anAbusiveTemplateEndsWithAnError(String text, String type) {
    TemplateException failure = failure(text);

    assertThat(failure.span()).as(failure.render()).isPresent();
    if (type != null) {
      assertThat(failure.type()).as(failure.render()).isEqualTo(type);
    }
  }

  @Test
  void aTupleThatIsSmallInMemoryAndEndlessOnPaperCanBeAKey() {
    assertThat(
            render(
                "{% set ns = namespace(t=(1,)) %}{% for i in range(60) %}{% set ns.t = (ns.t, ns.t)"
                    + " %}{% endfor %}{{ {ns.t: 'x'}[ns.t] }}"))
        .isEqualTo("x");
  }

  @Test
  void eachBudgetIsNamedWhenItIsUsedUp() {
    String busy = "{% for i in range(99999) %}{% for j in range(99999) %}";
    String end = "{% endfor %}{% endfor %}";

    assertThat(failure(busy + end).text()).contains("'steps'");
    assertThat(failure(busy + "xxxxxxxxxx" + end).text()).contains("'outputChars'");
    assertThat(failure("{{ 'a' * 2000000 }}").text()).contains("'items'");
    assertThat(failure("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}").text())
        .contains("'depth'");
    assertThat(failure("{{ modules.re.match('(a+)+$', 'a' * 5000 + 'b') }}").text())
        .contains("'regexSteps'");
  }

  @Test
  void theTimeBudgetEndsARenderingInTwiceTheTime() {
    var budget =
        new Budget(
            Long.MAX_VALUE / 2, 1_000, 10, Duration.ofMillis(300), Long.MAX_VALUE / 2, 1_000);
    var template = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}";
    var compiled = (Outcome.Ok<Template>) environment().compile(new SourceFile("t", template));
    var rendering =
        Rendering.start(environment(), budget, Clock.systemUTC(), new SplittableRandom(1));
    long start = System.nanoTime();

    assertThatThrownBy(() -> compiled.value().render(Context.empty(), rendering))
        .hasMessageContaining("'time'");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(600));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{",
        "{%",
        "{{ a",
        "{% if",
        "{{ 'abc",
        "{# x",
        "{% raw %}x",
        "{{ a b }}",
        "{{ ) }}",
        "{% endif %}",
        "{% nope %}",
        "{% for %}",
        "{% set = 1 %}",
        "\0{{ \0 }}",
        "{{ 0x }}",
        "{{ a.}}",
        "{{ a[ }}",
        "{% block a-b %}{% endblock %}",
        "{{ '\\x' }}",
        "{% break %}"
      })
  void aBrokenTemplateIsAProblemAtAPlace(String text) {
    assertThat(problems(text)).isNotEmpty().allMatch(problem -> problem.at().isPresent());
  }

  @Test
  void severalBrokenExpressionsAreReportedTogether() {
    var problems = problems("{{ a b }}\n{{ fine }}\n{{ ) }}\n{{ 'x' | uper }}\n{% do ] %}");

    assertThat(problems)
        .extracting(problem -> problem.at().orElseThrow().line())
        .containsExactly(1, 3, 5);
  }

  @Test
  void anUnknownFilterSuggestsTheNearestOne() {
    assertThat(problems("{{ 'x' | uper }}").getFirst().message())
        .isEqualTo("No filter named 'uper'. Did you mean 'upper'?");
  }

  @Test
  void anUnknownTagSuggestsTheNearestOne() {
    assertThat(problems("{% fro x in y %}").getFirst().message())
        .contains("Encountered unknown tag 'fro'.")
        .contains("Did you mean 'for'?");
  }

  @Test
  void anErrorInAMacroNamesTheWayToIt() {
    var failure =
        failure(
            "{% macro inner(x) %}\n{{ x + 'a' }}\n{% endmacro %}\n"
                + "{% macro outer() %}{{ inner(1) }}{% endmacro %}\n{{ outer() }}");

    assertThat(failure.render())
        .isEqualTo(
            """
            TypeError: unsupported operand type(s) for +: 'int' and 'str'
              at bad.sql:2:4
                {{ x + 'a' }}
                   ^^^^^^^
              in macro 'inner', called at bad.sql:4:23
              in macro 'outer', called at bad.sql:5:4\
            """);
  }

  @Test
  void anUnknownFunctionSuggestsTheNearestName() {
    var failure = failure("{{ nmespace() }}");

    assertThat(failure.text()).isEqualTo("'nmespace' is undefined. Did you mean 'namespace'?");
  }
}
