package dev.bailey.engine.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Str;
import java.util.List;
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
    return Rendered.of(text, "row", row);
  }
}
