package dev.bailey.warehouse.trino;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {

  @Test
  void aSemicolonEndsAStatement() {
    assertThat(Statements.split("delete from t;\n\ninsert into t select 1;\n"))
        .containsExactly("delete from t", "insert into t select 1");
  }

  @Test
  void oneInAStringANameOrACommentEndsNothing() {
    String sql = "select ';', 'it''s;', \"a;b\" -- not; here\n/* nor; here */ from t";

    assertThat(Statements.split(sql)).containsExactly(sql);
  }

  @Test
  void whatIsOnlyWhiteSpaceAndCommentsIsNoStatement() {
    assertThat(Statements.split("-- nothing\n;\n/* nor here */;  ")).isEmpty();
  }

  @Test
  void aCommentStaysWithItsStatement() {
    assertThat(Statements.split("/* of dbt */\nselect 1; select 2"))
        .containsExactly("/* of dbt */\nselect 1", "select 2");
  }

  @Test
  void theBodyOfAFunctionIsNotTakenApart() {
    String function =
        "/* of dbt */ CREATE OR REPLACE FUNCTION f(x integer) RETURNS integer"
            + " BEGIN DECLARE y integer; SET y = x; RETURN y; END";

    assertThat(Statements.split(function + ";\n")).containsExactly(function);
  }

  @Test
  void aStringThatDoesNotEndIsLeftToTheServer() {
    assertThat(Statements.split("select 'a; b")).containsExactly("select 'a; b");
  }
}
