package dev.bailey.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.time.Clock;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values of YAML keep their types as dbt 1.12 keeps them; recorded from its own environment.
class NativeTest {
  private static Value render(String text) {
    var environment = Dbt.nativeEnvironment();
    var template = (Outcome.Ok<Template>) environment.compile(new SourceFile("x.yml", text));
    var names =
        Map.<String, Value>of(
            "x", Int.of(1),
            "s", Str.of("hi"),
            "s5", Str.of("5"),
            "lst", ListValue.of(Int.of(1), Int.of(2)),
            "nothing", None.NONE);
    return template
        .value()
        .renderNative(
            Context.of(names),
            Rendering.start(
                environment, Budget.standard(), Clock.systemUTC(), new SplittableRandom(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{ 1 }}#str#'1'",
        "{{ x }}#int#1",
        "{{ none }}#str#'None'",
        "{{ nothing }}#NoneType#None",
        "{{ (1,2) }}#str#'(1, 2)'",
        "{{ lst }}#list#[1, 2]",
        " {{ x }}#str#' 1'",
        "{{ x }}{{ x }}#str#'11'",
        "{{ '1' | as_number }}#int#1",
        "{{ '1' | as_native }}#int#1",
        "{{ 'True' | as_bool }}#bool#True",
        "{{ '[1, 2]' | as_native }}#list#[1, 2]",
        "{{ 'x' | as_native }}#str#'x'",
        "{{ '5' | as_text }}#str#'5'",
        "{{ x | as_text }}#str#'1'",
        "{{ x | as_number }}#int#1",
        "{{ s }}#str#'hi'",
        "{% set y = x %}{{ y }}#int#1",
        "{% if true %}{{ x }}{% endif %}#int#1",
        "a{{ x }}#str#'a1'",
        "{{ x ~ 'a' }}#str#'1a'",
        "{{ x + 1 }}#int#2",
        "{{ 1 + 1 }}#str#'2'",
        "{{ [1, x] }}#list#[1, 1]",
        "{% set q %}ab{% endset %}{{ q }}#str#'ab'",
        "{{ '' }}{{ x }}#str#'1'",
        "{{ x == 1 }}#bool#True",
        "{{ 1 == 1 }}#str#'True'",
        "{{ '\"a\"' | as_native }}#str#'a'",
        "{{ '1.5' | as_number }}#float#1.5",
        "{{ '-3' | as_number }}#int#-3",
        "{{ 'none' | as_native }}#str#'none'",
        "{{ 'None' | as_native }}#NoneType#None",
        "{{ '0x10' | as_number }}#int#16",
        "{{ ' 7 ' | as_number }}#int#7",
        "{{ '1_000' | as_number }}#int#1000",
        "{{ \"{'a': 1}\" | as_native }}#dict#{'a': 1}",
        "{{ x | string | as_number }}#int#1",
        "{{ {'a': 1}.b is defined }}#str#'False'",
        "{{ s5 }}#str#'5'",
        "#str#''",
        "{{ '1 + 1' | as_native }}#str#'1 + 1'",
        "{{ \"'a' 'b'\" | as_native }}#str#'ab'",
        "{{ '[1,\\n2]' | as_native }}#list#[1, 2]",
        "{% for i in lst %}{{ i }}{% endfor %}#str#'12'",
        "{% for i in [x] %}{{ i }}{% endfor %}#int#1"
      })
  void aValueKeepsTheTypeThatDbtGivesIt(String template, String type, String repr) {
    Value value = render(template == null ? "" : template);

    assertThat(value.typeName() + " " + value.repr()).isEqualTo(type + " " + repr);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ 'true' | as_bool }}",
        "{{ 'x' | as_number }}",
        "{{ 'True' | as_number }}",
        "{{ '1' | as_bool }}"
      })
  void aTextThatIsNotOfTheWantedTypeIsRefused(String template) {
    assertThatThrownBy(() -> render(template))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("Could not convert value");
  }
}
