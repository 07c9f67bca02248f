package dev.bailey.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Python's values as templates meet them.
class PythonValuesTest {
  /// `repr` of an expression, or `!` and the kind of error.
  private static String value(String expression) {
    return Bailey.answer(Jinja2.Case.of("{{ (" + expression + ") | repr }}")).result();
  }

  @Test
  void integersHaveAnySize() {
    assertThat(value("2 ** 100 + 1")).isEqualTo("1267650600228229401496703205377");
  }

  @Test
  void aQuotientIsAFloatEvenWhenItIsWhole() {
    assertThat(value("10 / 5")).isEqualTo("2.0");
  }

  @Test
  void wholeDivisionAndRemainderGoTowardsMinusInfinity() {
    assertThat(value("(-7 // 2, -7 % 2, 7 // -2, 7 % -2)")).isEqualTo("(-4, 1, -4, -1)");
  }

  @Test
  void halvesAreRoundedToTheEvenNeighbour() {
    assertThat(value("(0.5 | round, 1.5 | round, 2.5 | round)")).isEqualTo("(0.0, 2.0, 2.0)");
  }

  @Test
  void floatsPrintTheShortestDigitsThatReadBack() {
    assertThat(value("[0.1 + 0.2, 1e16, 1e-5, 100.0]"))
        .isEqualTo("[0.30000000000000004, 1e+16, 1e-05, 100.0]");
  }

  @Test
  void theRootOfANegativeNumberIsComplex() {
    assertThat(value("(-4) ** 0.5")).isEqualTo("(1.2246467991473532e-16+2j)");
  }

  @Test
  void oneIsTheSameKeyAsOnePointZeroAndTrue() {
    assertThat(value("{1: 'a', 1.0: 'b', true: 'c'}")).isEqualTo("{1: 'c'}");
  }

  @Test
  void textsCompareByTheirFirstDifferentCharacter() {
    assertThat(value("('c' > 'a', 'ab' < 'b', 'Z' < 'a', '' < 'a')"))
        .isEqualTo("(True, True, True, True)");
  }

  @Test
  void datesCompareHoweverFarApartTheyAre() {
    assertThat(value("modules.datetime.date(2023, 3, 1) > modules.datetime.date(2021, 3, 1)"))
        .isEqualTo("True");
  }

  @Test
  void comparisonsCanBeChained() {
    assertThat(value("1 < 2 <= 2 < 3")).isEqualTo("True");
  }

  @Test
  void textAndNumberHaveNoOrder() {
    assertThat(value("'a' < 1")).isEqualTo("!TypeError");
  }

  @Test
  void andAndOrGiveOneOfTheirOperands() {
    assertThat(value("['' or 'x', 0 and 1, none or 0]")).isEqualTo("['x', 0, 0]");
  }

  @Test
  void aSliceTakesStepsInBothDirections() {
    assertThat(value("['abcdef'[::2], 'abcdef'[::-1], [1, 2, 3, 4][-3:-1]]"))
        .isEqualTo("['ace', 'fedcba', [2, 3]]");
  }

  @Test
  void aReprChoosesTheQuoteThatNeedsNoEscape() {
    assertThat(value("[\"it's\", 'a\"b']")).isEqualTo("[\"it's\", 'a\"b']");
  }

  @Test
  void setsOfIntegersAreWalkedAsCPythonWalksThem() {
    assertThat(value("set([9, 3, 1, 8])")).isEqualTo("{8, 9, 3, 1}");
  }

  @Test
  void aMethodOfAMutableValueChangesIt() {
    assertThat(
            Bailey.answer(
                    Jinja2.Case.of(
                        "{% set l = [2, 1] %}{% do l.append(3) %}{% do l.sort() %}{{ l }}"))
                .result())
        .isEqualTo("[1, 2, 3]");
  }

  @Test
  void percentFormatsAsPythonDoes() {
    assertThat(value("'%05.1f|%-4s|%x|%s' % (3.14159, 'ab', 255, none)"))
        .isEqualTo("'003.1|ab  |ff|None'");
  }

  @Test
  void formatKnowsTheWholeMiniLanguage() {
    assertThat(value("'{:>8,.2f}|{0!r:^5}|{name}'.format(1234.5, name='x')"))
        .isEqualTo("!ValueError");
    assertThat(value("'{0:>10,.2f}|{1!r:^5}|{name}'.format(1234.5, 'a', name='x')"))
        .isEqualTo("'  1,234.50| 'a' |x'".replace("'  1", "\"  1").replace("|x'", "|x\""));
  }

  @Test
  void summerTimeIsThatOfTheZone() {
    assertThat(
            value(
                "modules.pytz.timezone('Europe/Berlin')"
                    + ".localize(modules.datetime.datetime(2024, 7, 1, 12)).isoformat()"))
        .isEqualTo("'2024-07-01T12:00:00+02:00'");
  }

  @Test
  void theCalendarOfWeeksHasNames() {
    assertThat(value("modules.datetime.date(2024, 12, 30).isocalendar()"))
        .isEqualTo("datetime.IsoCalendarDate(year=2025, week=1, weekday=1)");
  }

  @Test
  void aRegularExpressionMatchesAsPythons() {
    assertThat(value("modules.re.sub('(?P<a>\\\\w)(\\\\d)', '\\\\2\\\\g<a>', 'x1 y2')"))
        .isEqualTo("'1x 2y'");
  }

  @Test
  void jsonIsWrittenInAsciiWithSortedKeys() {
    assertThat(value("{'b': 'é', 'a': [1.0, none, true]} | tojson"))
        .isEqualTo("Markup('{\"a\": [1.0, null, true], \"b\": \"\\\\u00e9\"}')");
  }

  @Test
  void aMarkupJoinsOneIterable() {
    assertThat(value("(',' | safe).join(['<', 'b'])")).isEqualTo("Markup('&lt;,b')");
    assertThat(value("(',' | safe).join(iterable=['a', 'b'])")).isEqualTo("Markup('a,b')");
    assertThat(value("(',' | safe).join()")).isEqualTo("!TypeError");
  }

  @Test
  void nothingOfPythonsInsidesCanBeReached() {
    assertThat(value("''.__class__.__mro__")).isEqualTo("!SecurityError");
    assertThat(value("''['__class__']['__base__']")).isEqualTo("!SecurityError");
  }
}
