package dev.bailey.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailey.jinja.library.PythonModule;
import dev.bailey.jinja.library.regex.RegexModule;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Takes each budget away in turn: with the others as good as endless, a template that exceeds the
/// one that is left ends by it, and within twice the time that a rendering has.
@Timeout(60)
class BudgetsTest {
  private static final Duration TIME = Duration.ofSeconds(1);
  private static final long ENDLESS = 1L << 50;

  private static final Environment ENVIRONMENT =
      Environment.builder()
          .syntax(Syntax.stock().withExtensions(true, true))
          .globals(Map.of("modules", new PythonModule("modules", Map.of("re", new RegexModule()))))
          .build();

  private static Budget only(String name) {
    return new Budget(
        name.equals("steps") ? 10_000 : ENDLESS,
        name.equals("outputChars") ? 10_000 : ENDLESS,
        name.equals("depth") ? 50 : 1_000_000,
        TIME,
        name.equals("items") ? 100_000 : ENDLESS,
        name.equals("regexSteps") ? 10_000 : ENDLESS);
  }

  private static TemplateException failure(String text, Budget budget) {
    var compiled = ENVIRONMENT.compile(new SourceFile("hostile.sql", text));
    if (!(compiled instanceof Outcome.Ok<Template> ok)) {
      throw new IllegalArgumentException(compiled.problems().getFirst().render());
    }
    var rendering =
        Rendering.start(ENVIRONMENT, budget, Clock.systemUTC(), new SplittableRandom(1));
    long start = System.nanoTime();

    var failure =
        catchThrowableOfType(
            TemplateException.class, () -> ok.value().render(Context.empty(), rendering));

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as(text)
        .isLessThan(TIME.multipliedBy(2));
    assertThat(failure).as(text).isNotNull();
    return failure;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "steps # {% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "outputChars # {% for i in range(99999) %}xxxxxxxxxxxxxxxxxxxx{% endfor %}",
        "depth # {% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "items # {% set l = [] %}{% for i in range(99999) %}{% do l.extend([1, 2, 3]) %}{% endfor %}",
        "regexSteps # {{ modules.re.match('(a+)+$', 'a' * 5000 + 'b') }}",
        "time # {% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
      })
  void aTemplateThatExceedsABudgetEndsByIt(String budget, String text) {
    var failure = failure(text, only(budget));

    assertThat(failure.text()).contains("'" + budget + "'");
    assertThat(failure.render()).contains("at hostile.sql:1:");
  }

  /// Work that goes on inside one operation, where nobody counts statements.
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% set ns = namespace(n=7 ** 9999) %}{% for i in range(99) %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
        "{{ modules.re.match('(a|a)*b', 'a' * 9999) }}",
        "{{ modules.re.sub('(x+x+)+y', '', 'x' * 9999) }}",
        "{% for i in range(99999) %}{{ range(99999) | sort | list | length }}{% endfor %}",
        "{% for i in range(99999) %}{{ range(99999) | sum }}{% endfor %}",
        "{% for i in range(99999) %}{{ 'ab' * 99999 in 'ab' * 999999 ~ 'c' }}{% endfor %}",
        "{% for i in range(99999) %}{{ ('a' * 999999).replace('a', 'b') | length }}{% endfor %}",
        "{% for i in range(99999) %}{{ ('a b ' * 99999).split() | length }}{% endfor %}",
        "{% for i in range(99999) %}{{ ('a b ' * 99999) | wordwrap(3) | length }}{% endfor %}",
        "{% for i in range(99999) %}{{ ('a' * 999999) | wordwrap(1) | length }}{% endfor %}",
        "{% for i in range(99999) %}{{ range(99999) | map('string') | join | length }}{% endfor %}",
        "{% for i in range(99999) %}{{ range(99999) | list | tojson | length }}{% endfor %}",
        "{% for i in range(99999) %}{{ ('<a>' * 99999) | striptags | length }}{% endfor %}",
        "{% for i in range(99999) %}{{ ('www.x.org ' * 9999) | urlize | length }}{% endfor %}"
      })
  void timeEndsWorkThatNoOtherBudgetEnds(String text) {
    assertThat(failure(text, only("time")).kind()).isEqualTo(TemplateException.Kind.BUDGET);
  }
}
