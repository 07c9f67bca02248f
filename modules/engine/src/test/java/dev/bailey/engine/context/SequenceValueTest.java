package dev.bailey.engine.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Environment;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Str;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SequenceValueTest {
  @Test
  void aSliceIsATupleOfTheValues() {
    assertThat(render("{{ row[1:] }}{{ row[::-1] }}")).isEqualTo("(2, 3)(3, 2, 1)");
  }

  @Test
  void aValueIsFoundByPlaceAndByKey() {
    assertThat(render("{{ row[0] }}{{ row[-1] }}{{ row['b'] }}")).isEqualTo("132");
  }

  private static String render(String text) {
    var row =
        SequenceValue.mapped(
            List.of(Int.of(1), Int.of(2), Int.of(3)),
            List.of(Str.of("a"), Str.of("b"), Str.of("c")));
    var environment = Environment.builder().build();
    var template = (Outcome.Ok<Template>) environment.compile(new SourceFile("row.sql", text));
    var budget = new Budget(1_000, 1_000, 10, Duration.ofSeconds(10), 1_000, 1_000);
    return template
        .value()
        .render(
            Context.of(Map.of("row", row)),
            Rendering.start(environment, budget, Clock.systemUTC(), new SplittableRandom(1)));
  }
}
