package dev.bailey.warehouse.trino;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.Scope;
import dev.bailey.project.relation.ColumnClass;
import dev.bailey.project.relation.ColumnTypes;
import dev.bailey.project.relation.ColumnTypes.SeedType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Types as dbt-trino's `TrinoColumn` has them: what it printed for each.
class TrinoTypesTest {
  private final ColumnTypes types = new TrinoAdapter().columnTypes();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          varchar                     | varchar                     | varchar
          varchar(10)                 | varchar                     | varchar(10)
          char(3)                     | char                        | varchar(3)
          decimal(10,2)               | decimal                     | decimal(10,2)
          decimal(10)                 | decimal                     | decimal
          integer                     | integer                     | integer
          timestamp(6)                | timestamp(6)                | timestamp(6)
          timestamp(6) with time zone | timestamp(6) with time zone | timestamp(6) with time zone
          array(varchar(3))           | array(varchar(3))           | array(varchar(3))
          row(a decimal(3,1))         | row(a decimal(3,1))         | row(a decimal(3,1))
          """)
  void aDescribedTypeIsTakenApart(String described, String type, String dataType) {
    Execution x = Scope.runRendering(Budget.standard());
    Value column = described(described, x);

    assertThat(Operations.attribute(column, "dtype", x).str()).isEqualTo(type);
    assertThat(Operations.attribute(column, "data_type", x).str()).isEqualTo(dataType);
  }

  private Value described(String type, Execution x) {
    return Operations.callMethod(
        new ColumnClass(types),
        "from_description",
        new Arguments(List.of(Str.of("n"), Str.of(type)), Map.of()),
        x);
  }

  @Test
  void aContractComparesNamesOfTypesOnly() {
    assertThat(List.of("varchar(10)", "decimal(10,2)", "timestamp(3) with time zone", "integer"))
        .extracting(types::ofQuery)
        .containsExactly("VARCHAR", "DECIMAL", "TIMESTAMP", "INTEGER");
  }

  @Test
  void dbtsGeneralNamesAreTrinos() {
    assertThat(List.of("string", "FLOAT", "timestamp", "integer"))
        .extracting(types::translate)
        .containsExactly("VARCHAR", "DOUBLE", "timestamp", "integer");
  }

  @Test
  void aSeedsColumnsHaveTrinosTypes() {
    assertThat(List.of(SeedType.TEXT, SeedType.DECIMAL, SeedType.DATETIME))
        .extracting(types::seedType)
        .containsExactly("VARCHAR", "DOUBLE", "TIMESTAMP");
  }

  @Test
  void aTextWithoutASizeIsAsLongAsAny() {
    assertThat(types.stringSize("varchar", java.util.Optional.empty())).isEqualTo(2_147_483_646L);
    assertThat(types.stringType(10)).isEqualTo("varchar(10)");
  }

  @Test
  void aTextCanBecomeALongerOne() {
    Execution x = Scope.runRendering(Budget.standard());
    Value text = described("varchar(10)", x);
    var named = new Arguments(List.of(), Map.of("other_column", described("varchar(20)", x)));

    assertThat(Operations.callMethod(text, "can_expand_to", named, x).truth()).isTrue();
  }
}
