package dev.bailey.engine.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jinja.value.Int;
import java.util.List;
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
    return Rendered.of(text, "table", new TableValue(List.of(column), 3, _ -> {}));
  }
}
