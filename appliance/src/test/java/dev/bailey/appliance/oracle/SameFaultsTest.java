package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.bailey.testkit.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a PostgreSQL refuses, and files that cannot be loaded into it: real dbt and we say the same
/// of each node, leave the same relations and nothing half-renamed, and succeed once it is mended.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameFaultsTest {
  private static final String DATABASE = "compared";
  private static final String NO_HEADER =
      "The file's first line must name the columns, and it is empty.";
  private static final String PROJECT = "{name: shop, version: '1.0', profile: shop}";

  @TempDir private Path folder;
  private PostgresServer server;

  @BeforeAll
  void startPostgres() throws SQLException {
    server = PostgresServer.start();
    server.run("create role clerk login password 'clerk-s3cret-1'");
  }

  @AfterAll
  void stopPostgres() {
    server.close();
  }

  @Test
  void aSchemaInWhichNothingMayBeMade() {
    same(
        Map.of("models/orders.sql", "{{ config(materialized='table') }} select 1 as id"),
        sql("create schema analytics"),
        dbt(1, "build"),
        sql("grant all on schema analytics to clerk"),
        dbt(0, "retry"));
  }

  @Test
  void aDatabaseInWhichNoSchemaMayBeMade() {
    same(
        Map.of("models/orders.sql", "select 1 as id"),
        sql("revoke create on database compared from public, clerk"),
        dbt(2, "build"),
        sql("grant create on database compared to clerk"),
        dbt(0, "build"));
  }

  @Test
  void aSourceThatMayNotBeRead() {
    same(
        Map.of(
            "models/sources.yml",
            "sources: [{name: raw, schema: public, tables: [{name: orders, columns: [{name: id, data_tests: [unique]}]}]}]",
            "models/orders.sql",
            "{{ config(materialized='table') }} select * from {{ source('raw', 'orders') }}",
            "models/added.sql",
            "{{ config(materialized='incremental', unique_key='id') }} select * from {{ source('raw', 'orders') }}",
            "models/report.sql",
            "select count(*) as n from {{ ref('orders') }}"),
        sql("create table public.orders as select 1 as id"),
        dbt(1, "build"),
        sql("grant select on public.orders to clerk"),
        dbt(0, "build"),
        sql("revoke select on public.orders from clerk"),
        dbt(1, "build"),
        sql("grant select on public.orders to clerk"),
        dbt(0, "retry"));
  }

  @Test
  void aRelationThatSomebodyElseOwns() {
    same(
        Map.of(
            "models/a_table.sql", "{{ config(materialized='table') }} select 1 as id",
            "models/a_view.sql", "select 1 as id",
            "models/added.sql", "{{ config(materialized='incremental') }} select 1 as id",
            "seeds/a_seed.csv", "id\n1\n"),
        sql(
            "create schema analytics authorization clerk",
            "create table analytics.a_table as select 2 as id",
            "create view analytics.a_view as select 2 as id",
            "create table analytics.added as select 2 as id",
            "create table analytics.a_seed as select 2 as id"),
        dbt(1, "build"),
        sql(
            "alter table analytics.a_table owner to clerk",
            "alter view analytics.a_view owner to clerk",
            "alter table analytics.added owner to clerk",
            "alter table analytics.a_seed owner to clerk"),
        dbt(0, "build"));
  }

  @Test
  void aTableWhereAViewWasAndTheOtherWayAround() {
    String kind = "{{ config(materialized=var('%s')) }} select 1 as id, 'a' as name";
    same(
        Map.of(
            "models/one.sql", kind.formatted("one"),
            "models/two.sql", kind.formatted("two"),
            "models/on_one.sql", "select * from {{ ref('one') }}"),
        dbt(0, "run", "--vars", "{one: view, two: table}"),
        dbt(0, "run", "--vars", "{one: table, two: view}"),
        dbt(0, "run", "--vars", "{one: incremental, two: incremental}"),
        dbt(0, "run", "--vars", "{one: view, two: materialized_view}"),
        dbt(0, "run", "--vars", "{one: incremental, two: view}", "--full-refresh"),
        dbt(0, "run", "--vars", "{one: table, two: materialized_view}"),
        dbt(0, "run", "--vars", "{one: view, two: table}"));
  }

  @Test
  void whatStandsWhereASeedOrASnapshotGoes() {
    same(
        Map.of(
            "seeds/codes.csv",
            "id,name\n1,a\n",
            "seeds/wider.csv",
            "id,name,more\n1,a,b\n",
            "models/orders.sql",
            "select 1 as id, 2 as amount",
            "snapshots/kept.yml",
            "snapshots: [{name: kept, relation: ref('orders'), config: {unique_key: id, strategy: check, check_cols: all}}]"),
        sql(
            "create schema analytics authorization clerk",
            "set role clerk",
            "create view analytics.codes as select 1 as id",
            "create table analytics.wider as select 1 as id",
            "create table analytics.kept as select 1 as id"),
        dbt(1, "build"),
        dbt(1, "seed", "--full-refresh"),
        sql(
            "drop view analytics.codes",
            "drop table analytics.kept",
            "drop table if exists analytics.wider"),
        dbt(0, "build"));
  }

  @Test
  void rowsThatCannotBeComputed() {
    same(
        Map.of(
            "models/orders.sql",
            "{{ config(materialized='table') }} select 10 / {{ var('by') }} as amount",
            "models/added.sql",
            "{{ config(materialized='incremental', unique_key='id') }} select 1 as id, 10 / {{ var('by') }} as amount",
            "models/hooked.sql",
            "{{ config(materialized='table', post_hook='select 1 / ' ~ var('by')) }} select {{ var('by') }} as id",
            "models/after.sql",
            "{{ config(materialized='table', post_hook={'sql': 'select 1 / ' ~ var('by'), 'transaction': false}) }} select {{ var('by') }} as id",
            "models/indexed.sql",
            "{{ config(materialized='table', indexes=[{'columns': ['id'], 'unique': true}]) }} select {{ var('by') }} * g as id from generate_series(1, 2) g",
            "models/report.sql",
            "select sum(amount) as amount from {{ ref('orders') }}"),
        dbt(0, "build", "--vars", "{by: 2}"),
        dbt(1, "build", "--vars", "{by: 0}"),
        dbt(0, "retry", "--vars", "{by: 5}"));
  }

  /// What needs `lenient` runs when it fails, what needs `strict` does not; of tests and of models
  /// that were skipped themselves too.
  @Test
  void aModelThatOthersGoOnWithout() {
    String fails = "{{ config(materialized='table'%s) }} select 10 / {{ var('by') }} as amount";
    same(
        Map.of(
            "models/lenient.sql",
            fails.formatted(", on_error='continue'"),
            "models/strict.sql",
            fails.formatted(", on_error='skip_children'"),
            "models/after_lenient.sql",
            "{{ config(materialized='table') }} select 1 as id -- {{ ref('lenient') }}",
            "models/reads_lenient.sql",
            "select amount from {{ ref('lenient') }}",
            "models/after_both.sql",
            "select 1 as id -- {{ ref('lenient') }} {{ ref('strict') }}",
            "models/skipped.sql",
            "{{ config(on_error='continue') }} select 1 as id -- {{ ref('strict') }}",
            "models/after_skipped.sql",
            "select 1 as id -- {{ ref('skipped') }}",
            "models/tested.sql",
            "{{ config(materialized='table', on_error='continue') }} select {{ var('by') }} as id",
            "models/after_tested.sql",
            "select 1 as id -- {{ ref('tested') }}",
            "models/tested.yml",
            "models: [{name: tested, columns: [{name: id, data_tests: [{accepted_values: {arguments: {values: [5]}}}]}]}]"),
        dbt(1, "build", "--vars", "{by: 0}"),
        dbt(1, "run", "--vars", "{by: 0}"),
        dbt(1, "retry"),
        dbt(0, "retry", "--vars", "{by: 5}"));
  }

  @Test
  void seedsThatCannotBeRead() {
    var seeds = new TreeMap<String, byte[]>();
    seeds.put("good", bytes("id,name\n1,a\n"));
    seeds.put("bom", bytes("\uFEFFid,name\n1,a\n"));
    seeds.put("crlf", bytes("id,name\r\n1,a\r\n"));
    seeds.put("short_line", bytes("id,name\n1,a\n2\n3,c\n"));
    seeds.put("long_line", bytes("id,name\n1,a\n2,b,c\n"));
    seeds.put("blank_lines", bytes("id,name\n\n1,a\n\n2,b\n\n"));
    seeds.put("open_quote", bytes("id,name\n1,\"a\n2,b\n"));
    seeds.put("stray_quote", bytes("id,name\n1,a\"b\n2,\"c\"d\n"));
    seeds.put("no_rows", bytes("id,name\n"));
    seeds.put("empty", bytes(""));
    seeds.put("blank", bytes("\n\n"));
    seeds.put("same_names", bytes("id,id\n1,2\n"));
    seeds.put("same_names_but_case", bytes("id,ID\n1,2\n"));
    seeds.put("no_name", bytes("id,,name\n1,2,3\n"));
    seeds.put("nul", bytes("id,name\n1,a\u0000b\n"));
    seeds.put("quoted_lines", bytes("id,name\n1,\"a\nb\"\n"));
    seeds.put("semicolons", bytes("id;name\n1;a\n"));
    seeds.put("wrong_type", bytes("id,name\nx,a\n"));
    seeds.put("huge_number", bytes("id\n99999999999999999999999999\n"));
    same(
        Map.of(
            "seeds/seeds.yml",
            "seeds: [{name: wrong_type, config: {column_types: {id: integer}}}]"),
        files(seeds),
        dbt(1, "seed"),
        dbt(1, "seed"));
  }

  @Test
  void aSeedInAnotherEncodingIsRefusedAndNotLoadedHalfRead() throws IOException {
    var seeds =
        Map.of(
            "good", bytes("id,name\n1,caf\u00e9\n"),
            "latin1", "id,name\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1),
            "utf16", "id,name\n1,a\n".getBytes(StandardCharsets.UTF_16));
    for (String name : seeds.keySet()) {
      var step = dbtThatCannotParse(name.equals("good") ? 0 : 2);
      List<Map<String, Object>> _ =
          carryOut(Engine.DBT, Map.of(), files(Map.of(name, seeds.get(name))), step);
    }

    List<Map<String, Object>> ours =
        carryOut(Engine.BAILEY, Map.of(), files(seeds), dbt(1, "seed"));

    assertThat(ours.getLast().get("seed.shop.latin1"))
        .asString()
        .contains(
            "Compilation Error in seed latin1 (seeds/latin1.csv)",
            "seeds/latin1.csv is not encoded in UTF-8: line 2 has the byte 0xe9. Save it as UTF-8.");
    assertThat(ours.getLast().get("seed.shop.utf16"))
        .asString()
        .contains("line 1 has the byte 0xfe");
    assertThat(ours.getLast().keySet())
        .contains("analytics.good")
        .doesNotContain("analytics.latin1", "analytics.utf16");
  }

  @Test
  void aDiskThatIsFull() throws Exception {
    try (var disk = SmallDisk.mount(server)) {
      server.run(
          "create tablespace small location '" + disk.folder() + "'",
          "grant create on tablespace small to clerk",
          "alter role clerk set default_tablespace = small");
      String rows =
          "select g as id, repeat('x', 1000) as text from generate_series(1, {{ var('n') }}) g";
      same(
          Map.of(
              "models/whole.sql",
              "{{ config(materialized='table') }} " + rows,
              "models/added.sql",
              "{{ config(materialized='incremental', unique_key='id') }} " + rows,
              "models/report.sql",
              "select count(*) as n from {{ ref('whole') }}"),
          sized(disk, 16),
          dbt(0, "run", "--vars", "{n: 100}"),
          dbt(1, "run", "--vars", "{n: 30000}"),
          sized(disk, 128),
          dbt(0, "retry", "--vars", "{n: 200}"));
    } finally {
      server.run(
          "drop database " + DATABASE + " with (force)",
          "alter role clerk reset default_tablespace",
          "drop owned by clerk",
          "drop tablespace if exists small");
    }
  }

  /// dbt would read all of it into memory.
  @Test
  void aResultThatIsTooLargeIsRefusedByUsAlone() {
    String huge = "select repeat('x', 100000) as x from generate_series(1, {{ var('n') }})";
    List<Map<String, Object>> ours =
        carryOut(
            Engine.BAILEY,
            Map.of(
                "models/orders.sql",
                "{{ config(materialized='table') }} {% set found = run_query(\""
                    + huge.replace("{{ var('n') }}", "\" ~ var('n') ~ \"")
                    + "\") %} select {{ found | length if execute else 0 }} as n"),
            dbt(0, "build", "--vars", "{n: 10}"),
            dbt(1, "build", "--vars", "{n: 1000000}"),
            dbt(0, "build", "--vars", "{n: 20}"));

    assertThat(ours.get(1).get("model.shop.orders"))
        .asString()
        .contains("Runtime Error in model orders (models/orders.sql)", "256");
    assertThat(ours.get(1).get("analytics.orders")).isEqualTo(ours.get(0).get("analytics.orders"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private interface Step {
    /// @return what it left, to compare
    Map<String, Object> perform(Engine engine, Path work) throws SQLException, IOException;
  }

  /// Statements of the superuser.
  private Step sql(String... statements) {
    return (_, _) -> {
      try (Connection connection = server.connect(DATABASE);
          var statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
      return Map.of();
    };
  }

  private static Step sized(SmallDisk disk, int mib) {
    return (_, _) -> {
      disk.size(mib);
      return Map.of();
    };
  }

  /// Seeds, by name.
  private static Step files(Map<String, byte[]> seeds) {
    return (_, work) -> {
      for (var seed : seeds.entrySet()) {
        Files.write(work.resolve("seeds").resolve(seed.getKey() + ".csv"), seed.getValue());
      }
      return Map.of();
    };
  }

  private Step dbt(int code, String... arguments) {
    return (engine, work) -> {
      Files.deleteIfExists(work.resolve("target/manifest.json"));
      if (!arguments[0].equals("retry")) {
        Files.deleteIfExists(work.resolve("target/run_results.json"));
      }
      Engine.Ended ended = engine.run(work, List.of(arguments));
      assertThat(ended.code()).as("%s: %s", engine, ended.said()).isEqualTo(code);
      return left(ended, work);
    };
  }

  /// dbt tells of it with a stack trace, before there is anything to compare.
  private static Step dbtThatCannotParse(int code) {
    return (engine, work) -> {
      Engine.Ended ended = engine.run(work, List.of("seed"));
      assertThat(ended.code()).as(ended.said()).isEqualTo(code);
      return Map.of();
    };
  }

  private Map<String, Object> left(Engine.Ended ended, Path work) throws SQLException {
    if (!Files.exists(work.resolve("target/run_results.json"))) {
      String said = ended.said().replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d +", "");
      return Map.of("said", said.substring(said.indexOf("Database Error")));
    }
    try (Connection connection = server.connect(DATABASE)) {
      var all = new TreeMap<String, Object>(Contents.of(connection));
      assertThat(all.keySet()).as("half done").noneMatch(name -> name.contains("__dbt_"));
      Built.results(work.resolve("target")).forEach((id, result) -> all.put(id, plain(result)));
      return all;
    }
  }

  /// Without what differs on purpose: where in which built-in macro something was raised, how the
  /// SQL that our macros write is laid out, and names that hold the time.
  private static String plain(String result) {
    return result
        .replaceAll("\\\\n    at dbt/macros/[^\\\\]*", "")
        .replaceAll("\\\\n  \\\\n  > in macro [^\"]*\"", "\"")
        .replaceAll("LINE \\d+: .*?\\\\n *\\^", "LINE n")
        .replaceAll("pg_tblspc/[^\\\\]*\\\\", "file\\\\")
        // Ours name the remedy.
        .replaceAll("value was undefined because a callable .*StopIteration exception", NO_HEADER)
        .replaceAll(
            "Database Error in seed blank (.*)\\\\n  syntax error .*LINE n",
            "Compilation Error in seed blank $1\\\\n  " + NO_HEADER)
        .replaceAll("Runtime Error(.*) cannot contain NUL", "Database Error$1 cannot contain NUL")
        .replaceAll("\\b[0-9a-f]{32}\\b", "hash");
  }

  /// Both engines go the same way, each in an empty database.
  private void same(Map<String, String> files, Step... steps) {
    List<Map<String, Object>> theirs = carryOut(Engine.DBT, files, steps);
    List<Map<String, Object>> ours = carryOut(Engine.BAILEY, files, steps);

    assertSoftly(all -> {
      for (int i = 0; i < steps.length; i++) {
        var names = new TreeSet<>(theirs.get(i).keySet());
        names.addAll(ours.get(i).keySet());
        for (String name : names) {
          all.assertThat(ours.get(i).get(name))
              .as("step %d: %s", i, name)
              .isEqualTo(theirs.get(i).get(name));
        }
      }
    });
  }

  private List<Map<String, Object>> carryOut(
      Engine engine, Map<String, String> files, Step... steps) {
    try {
      server.run(
          "drop database if exists " + DATABASE + " with (force)",
          "create database " + DATABASE,
          "grant create on database " + DATABASE + " to clerk");
      Path work = Files.createTempDirectory(folder, engine.name());
      Files.createDirectories(work.resolve("models"));
      Files.createDirectories(work.resolve("seeds"));
      Files.createDirectories(work.resolve("snapshots"));
      files.forEach((name, text) -> Projects.write(work.resolve(name), text));
      Projects.write(work.resolve("dbt_project.yml"), PROJECT);
      Projects.write(work.resolve("profiles.yml"), profile());
      var left = new ArrayList<Map<String, Object>>();
      for (Step step : steps) {
        left.add(step.perform(engine, work));
      }
      return left;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String profile() {
    return """
    shop:
      target: dev
      outputs:
        dev: {type: postgres, host: %s, port: %d, user: clerk, password: clerk-s3cret-1,
              dbname: %s, schema: analytics, threads: 1}
    """
        .formatted(server.host(), server.port(), DATABASE);
  }
}
