package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Microbatch models, `--sample` and `--empty`: real dbt and we compile the same SQL for each
/// batch, and leave the same relations, row for row, and the same results.
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class MicrobatchTest {
  /// One after the other on the same warehouse; what one leaves, the next finds.
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of(
              "run", "--event-time-start", "2024-01-01", "--event-time-end", "2024-01-03T06:00:00"),
          List.of("retry", "--vars", "{good: 1}"),
          List.of(
              "run",
              "--event-time-start",
              "2024-01-02",
              "--event-time-end",
              "2024-01-05",
              "--vars",
              "{good: 1}"),
          List.of(
              "run", "--sample", "{start: '2024-01-02', end: '2024-01-03'}", "--vars", "{good: 1}"),
          List.of(
              "run",
              "--empty",
              "--full-refresh",
              "--event-time-start",
              "2024-01-02",
              "--event-time-end",
              "2024-01-03",
              "--vars",
              "{good: 1}"));

  private static final Map<String, String> FILES =
      Map.of(
          "dbt_project.yml",
          "{name: batches, version: '1.0', config-version: 2, profile: batches}",
          "models/events.sql",
          """
          {{ config(materialized='table', event_time='ts') }}
          select * from (values
            (1, cast('2024-01-01 03:00:00' as timestamp)),
            (2, cast('2024-01-02 00:00:00' as timestamp)),
            (3, cast('2024-01-02 23:59:59' as timestamp)),
            (4, cast('2024-01-03 12:00:00' as timestamp))) as v(id, ts)
          """,
          "models/recent.sql",
          "{{ config(materialized='ephemeral', event_time='ts') }} select id, ts from {{ ref('events') }}",
          "models/daily.sql",
          model("day", "id", "'{{ model.batch.id if model.batch else 0 }}' as batch", "events"),
          "models/monthly.sql",
          model("month", "id", "'{{ is_incremental() }}' as incremental", "recent"),
          "models/partial.sql",
          model(
              "day",
              "id",
              "case when '{{ model.batch.id if model.batch else 0 }}' = '20240102'"
                  + " then {{ var('good', \"cast('a' as integer)\") }} else 1 end as fails",
              "events"),
          "models/counted.sql",
          "select count(*) as n from {{ ref('daily') }}",
          "models/models.yml",
          "models: [{name: events, columns: [{name: ts, quote: true}]}, {name: daily, description: One row a day}]");

  private static String model(String size, String key, String column, String input) {
    return """
    {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ts',
        batch_size='%s', begin='2024-01-01', unique_key='%s' if target.type == 'postgres' else none,
        pre_hook="select 'before'", post_hook="select 'after'") }}
    select id, ts, %s from {{ ref('%s') }}
    """
        .formatted(size, key, column, input);
  }

  private static final Pattern BATCH_LINE =
      Pattern.compile("Batch (\\d) of 6 (START|OK) (?:created )?batch");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void everyCommandLeavesWhatDbtLeaves(String warehouse) {
    try (Ground ground = Ground.of(warehouse, folder)) {
      List<Left> theirs = carryOut(Engine.DBT, ground);
      List<Left> ours = carryOut(Engine.BAILEY, ground);

      for (int i = 0; i < theirs.size(); i++) {
        List<String> command = COMMANDS.get(i);
        assertThat(ours.get(i).sql()).as("%s", command).isEqualTo(theirs.get(i).sql());
        assertThat(ours.get(i).built()).as("%s", command).isEqualTo(theirs.get(i).built());
      }
    }
  }

  /// Each batch computes for a while, so that those that are built side by side overlap.
  @ParameterizedTest
  @CsvSource({
    "duckdb, none, true",
    "duckdb, true, true",
    "duckdb, false, false",
    "postgres, none, false",
    "postgres, true, false"
  })
  void batchesBetweenTheFirstAndTheLastAreBuiltSideBySideWhereDbtDoesIt(
      String warehouse, String concurrent, boolean overlap) {
    try (Ground ground = Ground.of(warehouse, folder)) {
      String many = warehouse.equals("duckdb") ? "range(20000000)" : "generate_series(1, 100000)";
      String model =
          """
          {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ts',
              batch_size='day', begin='2024-01-01', unique_key='id' if target.type == 'postgres' else none,
              concurrent_batches=%s) }}
          select id, ts, (select count(*) from %s t(n) where n %% 7 = 3) as n from {{ ref('events') }}
          """
              .formatted(concurrent, many);
      for (Engine engine : Engine.values()) {
        assertOrder(batchLines(engine, ground, model), overlap);
      }
    }
  }

  /// dbt lets every batch write comments, and then most of them fail.
  @Test
  void batchesThatAreBuiltSideBySideLeaveDocsToTheLast() throws SQLException {
    try (Ground ground = Ground.of("duckdb", folder)) {
      List<String> lines =
          batchLines(
              Engine.BAILEY,
              ground,
              """
              {{ config(materialized='incremental', incremental_strategy='microbatch',
                  event_time='ts', batch_size='day', begin='2024-01-01',
                  persist_docs={'relation': true}) }}
              select id, ts, (select count(*) from range(2000000) t(n) where n % 7 = 3) as n
              from {{ ref('events') }}
              """);

      assertThat(lines).hasSize(12);
      try (Connection connection =
              DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("warehouse.duckdb"));
          var statement = connection.createStatement();
          var found =
              statement.executeQuery(
                  "select comment from duckdb_tables() where table_name = 'daily'")) {
        assertThat(found.next()).isTrue();
        assertThat(found.getString(1)).isEqualTo("One row a day");
      }
    }
  }

  @Test
  void aModelThatReadsItselfIsBuiltInOrder() {
    try (Ground ground = Ground.of("duckdb", folder)) {
      String model =
          """
          {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ts',
              batch_size='day', begin='2024-01-01') }}
          select id, ts, (select count(*) from range(20000000) t(n) where n % 7 = 3) as n
          from {{ ref('events') }} {% if is_incremental() %}
          where id not in (select id from {{ this }}){% endif %}
          """;
      for (Engine engine : Engine.values()) {
        assertOrder(batchLines(engine, ground, model), false);
      }
    }
  }

  /// `START 1`, `END 1`, and so on.
  private List<String> batchLines(Engine engine, Ground ground, String model) {
    Path work = folder.resolve(engine.name());
    ground.clear();
    write(work, ground);
    Projects.write(work.resolve("models/daily.sql"), model);
    Projects.write(
        work.resolve("profiles.yml"),
        ground.profile("batches").replace("threads: 1", "threads: 4"));
    Engine.Ended ended =
        engine.run(
            work,
            List.of(
                "run",
                "--select",
                "events",
                "daily",
                "--event-time-start",
                "2024-01-01",
                "--event-time-end",
                "2024-01-07"));
    assertThat(ended.code()).as(ended.said()).isZero();
    return BATCH_LINE
        .matcher(ended.said())
        .results()
        .map(line -> (line.group(2).equals("START") ? "START " : "END ") + line.group(1))
        .toList();
  }

  private static void assertOrder(List<String> lines, boolean overlap) {
    assertThat(lines).hasSize(12).startsWith("START 1", "END 1").endsWith("START 6", "END 6");
    boolean inOrder = true;
    for (int i = 0; i < lines.size(); i += 2) {
      inOrder &= lines.get(i).startsWith("START") && lines.get(i + 1).startsWith("END");
    }
    assertThat(inOrder).as("%s", lines).isEqualTo(!overlap);
  }

  /// What a command leaves.
  private record Left(Built built, Map<String, String> sql) {}

  private List<Left> carryOut(Engine engine, Ground ground) {
    Path work = folder.resolve(engine.name());
    ground.clear();
    write(work, ground);
    var left = new ArrayList<Left>();
    for (List<String> command : COMMANDS) {
      int code = engine.run(work, command).code();
      left.add(new Left(Built.of(code, work.resolve("target"), ground), sql(work)));
    }
    return left;
  }

  private static void write(Path work, Ground ground) {
    try {
      Files.createDirectories(work.resolve("models"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    FILES.forEach((name, text) -> Projects.write(work.resolve(name), text));
    Projects.write(work.resolve("profiles.yml"), ground.profile("batches"));
  }

  private static Map<String, String> sql(Path work) {
    Path compiled = work.resolve("target/compiled");
    try (var files = Files.walk(compiled)) {
      var all = new TreeMap<String, String>();
      files
          .filter(Files::isRegularFile)
          .forEach(file -> all.put(compiled.relativize(file).toString(), Projects.read(file)));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
