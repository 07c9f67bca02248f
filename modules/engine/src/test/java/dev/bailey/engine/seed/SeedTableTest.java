package dev.bailey.engine.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.context.AgateType;
import dev.bailey.engine.context.TableValue;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TupleValue;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What dbt Core 1.12 reads from the same texts.
class SeedTableTest {
  private static final String ODD =
      """
      \uFEFFid,name,amt,pct,ok,dt,ts,iso,e,mix,"q c",,id
      1,"a ""q"" b","$1,234.50",5%,true,2020-1-2,2020-01-02 03:04:05,2020-01-02T03:04:05Z,,1,x

      2,null,-3,6%,FALSE,2021-12-31,2020-01-02 03:04:05,2020-01-02T03:04:05+02:00,,b,"multi
      line",,9
      """;

  @Test
  void columnsAreNamedAndTypedAsAgateDoes() {
    TableValue table = read(ODD);

    assertThat(table.columns().stream().map(TableValue.Column::name))
        .containsExactly(
            "id", "name", "amt", "pct", "ok", "dt", "ts", "iso", "e", "mix", "q c", "l", "id_2");
    assertThat(table.columns().stream().map(TableValue.Column::type))
        .containsExactly(
            AgateType.NUMBER,
            AgateType.TEXT,
            AgateType.NUMBER,
            AgateType.NUMBER,
            AgateType.BOOLEAN,
            AgateType.DATE,
            AgateType.DATE_TIME,
            AgateType.ISO_DATE_TIME,
            AgateType.NUMBER,
            AgateType.TEXT,
            AgateType.TEXT,
            AgateType.NUMBER,
            AgateType.NUMBER);
  }

  @Test
  void valuesAreReadAsAgateDoes() {
    assertThat(values(read(ODD)))
        .contains(
            "(Decimal('1'), None, Decimal('2'))",
            "('a \"q\" b', None, None)",
            "(Decimal('1234.50'), None, Decimal('-3'))",
            "(Decimal('5'), None, Decimal('6'))",
            "(True, None, False)",
            "(datetime.date(2020, 1, 2), None, datetime.date(2021, 12, 31))",
            "('1', None, 'b')",
            "('x', None, 'multi\\nline')",
            "(None, None, Decimal('9'))");
  }

  @Test
  void aColumnWhoseTypeTheProjectDecidesIsText() {
    TableValue table = SeedTable.read("id;n\n01;2\n", ';', Set.of("id"), _ -> {});

    assertThat(values(table)).containsExactly("('01',)", "(Decimal('2'),)");
  }

  @Test
  void aLineThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> read("a,b\n1,2\n1,2,3\n"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("Row 1 has 3 values, but Table only has 2 columns.");
  }

  @Test
  void aFileWithoutAHeaderIsRefused() {
    for (String csv : List.of("", "\n\n")) {
      assertThatThrownBy(() -> read(csv))
          .isInstanceOf(TemplateException.class)
          .hasMessage("The file's first line must name the columns, and it is empty.");
    }
  }

  private static TableValue read(String csv) {
    return SeedTable.read(csv, ',', Set.of(), _ -> {});
  }

  private static List<String> values(TableValue table) {
    return table.columns().stream()
        .map(column -> TupleValue.copyOf(column.values()).repr())
        .toList();
  }
}
