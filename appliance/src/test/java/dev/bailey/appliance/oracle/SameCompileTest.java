package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.testkit.GitClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What commands compile without building it: dbt Core compiles everything that could be built, and
/// seeds, which have no code.
@Tag("slow")
class SameCompileTest {
  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry(
              "dbt_project.yml",
              "name: shop\nprofile: p\non-run-start: [select 1]\non-run-end: [select 2]\n"),
          Map.entry(
              "profiles.yml", "p: {target: dev, outputs: {dev: {type: duckdb, path: x.duckdb}}}"),
          Map.entry("models/a.sql", "select id from {{ ref('s') }}"),
          Map.entry(
              "models/a.yml",
              """
              models: [{name: a, columns: [{name: id, data_tests: [unique]}]}]
              unit_tests: [{name: u, model: a, given: [{input: ref('s'), rows: [{id: 1}]}], expect: {rows: [{id: 1}]}}]
              """),
          Map.entry("seeds/s.csv", "id\n1\n"),
          Map.entry(
              "snapshots/o.sql",
              "{% snapshot o %}{{ config(unique_key='id', strategy='check', check_cols='all') }}select 1 as id{% endsnapshot %}"),
          Map.entry("analyses/n.sql", "select 1"),
          Map.entry("tests/t.sql", "select 1 where false"),
          Map.entry("functions/f.sql", "x * 2"),
          Map.entry(
              "functions/f.yml",
              "functions: [{name: f, arguments: [{name: x, data_type: int}], returns: {data_type: int}}]"));

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"compile", "docs generate", "compile -s s", "compile -s resource_type:function"})
  void theResultsAreThoseOfDbt(String command) {
    Engine.requireDbt();

    assertThat(results(Engine.BAILEY, command)).isEqualTo(results(Engine.DBT, command));
  }

  private Map<String, String> results(Engine engine, String command) {
    Path project = directory.resolve(engine.name());
    FILES.forEach((path, text) -> GitClient.write(project.resolve(path), text));
    Engine.Ended ended = engine.run(project, List.of(command.split(" ")));
    assertThat(ended.code()).as(ended.said()).isZero();
    return Built.results(project.resolve("target"));
  }
}
