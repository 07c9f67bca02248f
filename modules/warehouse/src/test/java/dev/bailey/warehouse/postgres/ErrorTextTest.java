package dev.bailey.warehouse.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The expected texts are libpq's.
final class ErrorTextTest {

  @Test
  void theLineIsShownWithACaretBelowThePlace() {
    assertThat(ErrorText.pointer("select\n  a,\n   nothere\nfrom zz", 29))
        .isEqualTo("LINE 4: from zz\n             ^\n");
  }

  @Test
  void aTabCountsAsOneCharacter() {
    assertThat(ErrorText.pointer("select\tx", 8)).isEqualTo("LINE 1: select x\n               ^\n");
  }

  @Test
  void aLongLineIsCutOnTheRightWhenThePlaceIsAtItsBegin() {
    String sql = "select nothere, '" + "b".repeat(80) + "'";

    assertThat(ErrorText.pointer(sql, 8))
        .isEqualTo("LINE 1: " + sql.substring(0, 60) + "...\n               ^\n");
  }

  @Test
  void aLongLineIsCutOnBothSidesAroundThePlace() {
    String sql = "select '" + "a".repeat(78) + "' as xx, nothere, '" + "b".repeat(60) + "'";
    int position = sql.indexOf("nothere") + 1;

    assertThat(ErrorText.pointer(sql, position))
        .isEqualTo(
            "LINE 1: ..." + "a".repeat(41) + "' as xx, nothere, '...\n" + " ".repeat(61) + "^\n");
  }

  @Test
  void positionsCountCharactersAndNotUtf16() {
    assertThat(ErrorText.pointer("select '\uD83D\uDE00', x", 13))
        .isEqualTo("LINE 1: select '\uD83D\uDE00', x\n                    ^\n");
  }

  @Test
  void aPlaceBeyondTheEndIsTheEnd() {
    assertThat(ErrorText.pointer("select (", 99))
        .isEqualTo("LINE 1: select (\n                ^\n");
  }
}
