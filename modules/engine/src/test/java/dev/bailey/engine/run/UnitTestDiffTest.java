package dev.bailey.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.engine.context.AgateType;
import dev.bailey.engine.context.TableValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a unit test says of rows that are not those it expects.
class UnitTestDiffTest {

  @Test
  void theOrderOfRowsDoesNotMatter() {
    assertThat(diff("actual,1,a", "actual,2,b", "expected,2,b", "expected,1,a")).isEmpty();
  }

  @Test
  void aRowIsMissingThatWasMadeOnceAndExpectedTwice() {
    assertThat(diff("actual,1,a", "expected,1,a", "expected,1,a")).contains("---,1 ,a\r\n");
  }

  @Test
  void aRowThatAgreesInAColumnIsShownWithWhatChanged() {
    assertThat(diff("actual,1,b", "expected,1,a"))
        .isEqualTo("@@,id,name\r\n\u2192 ,1 ,a\u2192b\r\n");
  }

  @Test
  void rowsThatHaveNothingInCommonAreShownOnBothSides() {
    assertThat(diff("actual,2,b", "expected,1,a"))
        .isEqualTo("@@ ,id,name\r\n---,1 ,a\r\n+++,2 ,b\r\n");
  }

  @Test
  void nullIsToldFromTheText() {
    assertThat(diff("actual,1,", "expected,1,a")).contains("a\u2192NULL");
  }

  /// @param rows side, id and name; an empty name is null
  private static String diff(String... rows) {
    var columns = List.of(new ArrayList<Value>(), new ArrayList<Value>(), new ArrayList<Value>());
    for (String row : rows) {
      String[] cells = row.split(",", -1);
      for (int i = 0; i < cells.length; i++) {
        columns.get(i).add(cells[i].isEmpty() ? None.NONE : Str.of(cells[i]));
      }
    }
    var table =
        new TableValue(
            List.of(
                new TableValue.Column("actual_or_expected", AgateType.TEXT, columns.get(0)),
                new TableValue.Column("id", AgateType.TEXT, columns.get(1)),
                new TableValue.Column("NAME", AgateType.TEXT, columns.get(2))),
            rows.length,
            _ -> {});
    return UnitTestDiff.of(table).orElse("");
  }
}
