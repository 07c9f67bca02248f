package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What templates see while they are parsed.
class ParseNamesTest {

  @Test
  void aRefIsARelationOfTheModelItself() {
    var files =
        new ParsedFiles()
            .with("models/a.sql", "select 1")
            .with(
                "models/b.sql",
                """
                {%- set a = ref('a') -%}
                {{ config(alias=a.get('metadata').type ~ '_' ~ a.identifier) }}
                select 1
                """);

    assertThat(files.project().manifest().node("model.shop.b").orElseThrow().relation().alias())
        .isEqualTo("DuckDBRelation_b");
  }

  @Test
  void columnsAndRelationsCanBeMade() {
    var files =
        new ParsedFiles()
            .with(
                "models/a.sql",
                """
                {%- set made = api.Relation.create(schema='s', identifier='t') -%}
                {{ config(alias=made.include(database=false) ~ api.Column.translate_type('string')) }}
                select 1
                """);

    assertThat(files.project().manifest().node("model.shop.a").orElseThrow().relation().alias())
        .isEqualTo("\"s\".\"t\"TEXT");
  }

  @Test
  void theAdapterMakesRelationsToo() {
    var files =
        new ParsedFiles()
            .with(
                "models/a.sql",
                """
                {%- set made = adapter.Relation.create(schema='s', identifier='t', type='table') -%}
                {{ config(alias=made.type ~ made.render()) }}
                select 1
                """);

    assertThat(files.project().manifest().node("model.shop.a").orElseThrow().relation().alias())
        .isEqualTo("table\"s\".\"t\"");
  }
}
