package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of a config of a model that is not of the type that dbt Core 1.12.6 keeps it in.
class ConfigTextsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "unique_key | 7 | '7'",
        "unique_key | [word, 1] | [word, '1']",
        "unique_key | {zz: 1} | [zz]",
        "unique_key | null | null",
        "alias | 7 | '7'",
        "incremental_strategy | true | 'True'",
        "materialized | null | 'None'",
        "on_schema_change | null | ignore",
        "lookback | null | 1",
        "lookback | 3 | 3",
        "tags | null | ['None']",
        "tags | [1, x] | ['1', x]",
        "docs | {show: false, own: 1} | {show: false, node_color: null}"
      })
  void isKeptAsDbtKeepsIt(String key, String said, String kept) {
    var model =
        new ParsedFiles()
            .with("models/a.sql", "select 1 as id")
            .with("models/a.yml", "models: [{name: a, config: {%s: %s}}]".formatted(key, said))
            .project()
            .manifest()
            .node("model.shop.a")
            .orElseThrow();

    assertThat(model.config().values().find(key)).contains(Yaml.read(kept));
  }
}
