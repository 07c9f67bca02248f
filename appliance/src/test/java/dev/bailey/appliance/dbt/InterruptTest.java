package dev.bailey.appliance.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.testkit.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C at a command that waits for the warehouse.
@Tag("slow")
class InterruptTest {
  @TempDir private Path project;

  @Test
  void anInterruptedRunCancelsInTheWarehouseAndLeavesItsResults() throws Exception {
    try (var postgres = PostgresServer.start()) {
      write(postgres);

      Ended ended = interruptedAt("START sql table model slow.asleep");

      assertThat(ended.code()).as(ended.output()).isEqualTo(2);
      assertThat(ended.output())
          .contains("Exited because of keyboard interrupt")
          .contains("Done. PASS=1 WARN=0 ERROR=1 SKIP=1");
      assertThat(statuses())
          .isEqualTo(
              Map.of(
                  "model.slow.quick", "success",
                  "model.slow.asleep", "error",
                  "model.slow.last", "skipped"));
      assertThat(sleeping(postgres)).isZero();
    }
  }

  private void write(PostgresServer postgres) throws IOException {
    Files.createDirectories(project.resolve("models"));
    Files.writeString(project.resolve("dbt_project.yml"), "name: slow\nprofile: slow\n");
    Files.writeString(
        project.resolve("profiles.yml"),
        """
        slow:
          target: dev
          outputs:
            dev: {type: postgres, host: %s, port: %d, user: %s, password: %s, dbname: %s,
                  schema: slow, threads: 1}
        """
            .formatted(
                postgres.host(),
                postgres.port(),
                postgres.user(),
                postgres.password(),
                postgres.database()));
    model("quick", "select 1 as id");
    model(
        "asleep",
        "{{ config(materialized='table') }} select id from {{ ref('quick') }}, pg_sleep(600)");
    model("last", "select * from {{ ref('asleep') }}");
  }

  private void model(String name, String sql) throws IOException {
    Files.writeString(project.resolve("models/" + name + ".sql"), sql);
  }

  private record Ended(int code, String output) {}

  /// Sends what Ctrl-C sends, as soon as a line of the log says so.
  private Ended interruptedAt(String text) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                DbtMain.class.getName(),
                "run",
                "--profiles-dir",
                ".")
            .directory(project.toFile())
            .redirectErrorStream(true)
            .start();
    var output = new StringBuilder();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        if (line.contains(text)) {
          String pid = Long.toString(process.pid());
          new ProcessBuilder("sh", "-c", "kill -INT " + pid).start().waitFor();
        }
      }
    }
    return new Ended(process.waitFor(), output.toString());
  }

  private Map<String, String> statuses() throws IOException {
    JsonNode results =
        new ObjectMapper().readTree(project.resolve("target/run_results.json").toFile());
    var statuses = new HashMap<String, String>();
    results
        .path("results")
        .forEach(result ->
            statuses.put(result.path("unique_id").asText(), result.path("status").asText()));
    return statuses;
  }

  private static int sleeping(PostgresServer postgres) throws SQLException {
    try (var connection = postgres.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where state = 'active'"
                    + " and query like '%pg_sleep%' and pid <> pg_backend_pid()")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
