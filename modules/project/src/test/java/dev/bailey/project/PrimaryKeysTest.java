package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Model;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `primary_key` of models, as dbt Core 1.12.6 infers it.
class PrimaryKeysTest {

  @Test
  void aColumnThatIsTestedToBeUniqueAndFilledComesFirst() {
    assertThat(
            key(
                "[{unique: {column_name: a}}, {unique: {column_name: b}}, {not_null: {column_name: b}}]"))
        .containsExactly("b");
  }

  @Test
  void aTestOfUniquenessThatIsOffCountsBesideOneThatTheColumnIsFilled() {
    assertThat(
            key(
                "[{unique: {column_name: a}}, {unique: {column_name: b, config: {enabled: false}}}, {not_null: {column_name: b}}]"))
        .containsExactly("b");
  }

  @Test
  void aTestOfUniquenessThatIsOffComesAfterThoseThatAreOn() {
    assertThat(
            key(
                "[{unique: {column_name: a}}, {unique: {column_name: b, config: {enabled: false}}}]"))
        .containsExactly("a");
  }

  @Test
  void aTestOfUniquenessThatIsOffCountsWhereThereIsNoOther() {
    assertThat(key("[{unique: {column_name: b, config: {enabled: false}}}]")).containsExactly("b");
  }

  @Test
  void withoutTestsThereIsNone() {
    assertThat(key("[]")).isEmpty();
  }

  private static List<String> key(String tests) {
    var files =
        new ParsedFiles()
            .with("models/m.sql", "select 1 as a, 2 as b")
            .with("models/m.yml", "models: [{name: m, data_tests: " + tests + "}]");
    return ((Model) files.project().manifest().node("model.shop.m").orElseThrow()).primaryKey();
  }
}
