package dev.bailey.engine.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Environment;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Int;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What templates do with the result of a query. The expected texts are those of agate 1.9.
class TableValueTest {
  @Test
  void aRowIsFoundByItsNumber() {
    assertThat(render("{{ table[0][0] }} {{ table[-1]['a'] }}")).isEqualTo("1 3");
  }

  @Test
  void aSliceIsATupleOfRows() {
    assertThat(render("{% for row in table[1:] %}{{ row.a }}{% endfor %}")).isEqualTo("23");
  }

  @Test
  void aRowThatIsNotThereIsUndefined() {
    assertThat(render("{{ table[3] is defined }}")).isEqualTo("False");
  }

  private static String render(String text) {
    var column =
        new TableValue.Column("a", AgateType.INTEGER, List.of(Int.of(1), Int.of(2), Int.of(3)));
    var table = new TableValue(List.of(column), 3, _ -> {});
    var template =
        (Outcome.Ok<Template>)
            Environment.builder().build().compile(new SourceFile("table.sql", text));
    var budget = new Budget(1_000, 1_000, 10, Duration.ofSeconds(10), 1_000, 1_000);
    return template
        .value()
        .render(
            Context.of(Map.of("table", table)),
            Rendering.start(
                Environment.builder().build(), budget, Clock.systemUTC(), new SplittableRandom(1)));
  }
}
