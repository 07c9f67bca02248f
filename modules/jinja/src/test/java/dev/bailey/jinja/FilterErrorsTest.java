package dev.bailey.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a filter, test or method that gets the wrong kind of value fails with: what Python has for
/// it.
class FilterErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "[1] | dictsort # AttributeError",
        "missing | dictsort # UndefinedError",
        "1 | length # TypeError",
        "[1, 'a'] | sort # TypeError",
        "['a', 1] | join(1, 2, 3) # TypeError",
        "'x' | round # TypeError",
        "1 | round(0, 'up') # FilterArgumentError",
        "('inf' | float) | int # NameError",
        "1000 | batch(2) | list # TypeError",
        "'abc' | truncate(2) # AssertionError",
        "[1] | map | list # FilterArgumentError",
        "[1] | map('nope') | list # TemplateRuntimeError",
        "'{}'.format() # IndexError",
        "'{a}'.format(b=1) # KeyError",
        "'%d' % 'x' # TypeError",
        "'%z' % 1 # ValueError",
        "'a'.index('b') # ValueError",
        "{}.pop('x') # KeyError",
        "[].pop() # IndexError",
        "1 // 0 # ZeroDivisionError",
        "(256).to_bytes() # OverflowError",
        "modules.re.compile('(') # error",
        "modules.pytz.timezone('Mars') # UnknownTimeZoneError",
        "modules.datetime.date(2023, 2, 29) # ValueError",
        "missing.x # UndefinedError",
        "none() # TypeError"
      })
  void theKindOfErrorIsPythons(String expression, String kind) {
    var answer = Bailey.answer(Jinja2.Case.of("{{ (" + expression + ") | repr }}"));

    assertThat(answer.result()).isEqualTo("!" + kind);
  }
}
