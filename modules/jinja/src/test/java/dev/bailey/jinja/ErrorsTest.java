package dev.bailey.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Str;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an error says: its kind and message, the file, line and column, the line with what is wrong
/// in it underlined, and the macros and files on the way there, innermost first.
class ErrorsTest {
  private static final DictValue FILES =
      DictValue.ofNames(
          Map.of(
              "macros.sql",
              Str.of(
                  """
                  {% macro cents(column) -%}
                    {{ column / 100 }}
                  {%- endmacro %}
                  {% macro wrapped() %}{{ caller() }}{% endmacro %}
                  """),
              "broken.sql",
              Str.of("select 1\n{% if x %}\n")));

  private static String error(String text) {
    var given = new Jinja2.Case(text, TemplateGenerator.context(), DictValue.empty(), FILES);
    return Bailey.answer(given).message();
  }

  @Test
  void anErrorInAMacroOfAnotherFileShowsBothFiles() {
    assertThat(error("select\n{% import 'macros.sql' as m %}\n  {{ m.cents('id') }}"))
        .isEqualTo(
            """
            TypeError: unsupported operand type(s) for /: 'str' and 'int'
              at macros.sql:2:6
                  {{ column / 100 }}
                     ^^^^^^^^^^^^
              in macro 'cents', called at case:3:6\
            """);
  }

  @Test
  void anErrorInTheBlockOfACallShowsThatTheMacroCalledIt() {
    assertThat(
            error(
                """
                {% from 'macros.sql' import wrapped, cents %}
                {% call wrapped() %}
                  {{ cents(none) }}
                {% endcall %}
                """))
        .isEqualTo(
            """
            TypeError: unsupported operand type(s) for /: 'NoneType' and 'int'
              at macros.sql:2:6
                  {{ column / 100 }}
                     ^^^^^^^^^^^^
              in macro 'cents', called at case:3:6
              in macro 'caller', called at macros.sql:4:25
              in macro 'wrapped', called at case:2:9\
            """);
  }

  @Test
  void anErrorOfSyntaxShowsItsLine() {
    assertThat(error("select\n  {{ a b }}"))
        .isEqualTo(
            """
            expected token 'end of print statement', got 'b'
              at case:2:8
                  {{ a b }}
                       ^\
            """);
  }

  @Test
  void anErrorOfSyntaxInAnIncludedFileIsShownThere() {
    assertThat(error("{% include 'broken.sql' %}"))
        .startsWith("TemplateSyntaxError: Unexpected end of template.")
        .contains("at broken.sql:")
        .endsWith(
            """
              at case:1:1
                {% include 'broken.sql' %}
                ^^^^^^^^^^^^^^^^^^^^^^^^^^\
            """);
  }

  @Test
  void aTagThatIsNeverClosedIsShownWhereItBegins() {
    assertThat(error("select\n{% if a %}\nx")).contains("'if'").contains("at case:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "{{ 1 | uppr }} # upper",
        "{{ ['a'] | map('uppr') | list }} # upper",
        "{{ 1 is evn }} # even",
        "{{ [1] | select('evn') | list }} # even",
        "{% fro x in items %} # for",
        "{% for x in items %}{% endfr %} # endfor",
        "{{ nmespace() }} # namespace",
        "{{ itms.x }} # items",
        "{{ itms[0] }} # items",
        "{{ itms.append(1) }} # items",
        "{{ s.uper() }} # upper",
        "{{ users[0].nmae.x }} # name",
        "{{ modules.datetme.date }} # datetime",
        "{{ modules.re.serch('a', 'b') }} # search",
        "{% import 'macros.sql' as m %}{{ m.cnts(1) }} # cents",
        "{% from 'macros.sql' import cnts %}{{ cnts(1) }} # cents",
        "{% macro f(first) %}{% endmacro %}{{ f(frist=1) }} # first"
      })
  void anUnknownNameSuggestsTheNearestOneThatExists(String text, String meant) {
    assertThat(error(text).lines().findFirst())
        .hasValueSatisfying(
            message -> assertThat(message).endsWith("Did you mean '" + meant + "'?"));
  }

  @ParameterizedTest
  @CsvSource({"x", "qwertz"})
  void nothingIsSuggestedWhereNoNameIsNear(String name) {
    assertThat(error("{{ " + name + ".y }}"))
        .startsWith("UndefinedError: '" + name + "' is undefined\n");
  }
}
