package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.testkit.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the server while a run waits for the warehouse: at the next start another run goes
/// on at the first unfinished node.
@Tag("slow")
class ResumedRunTest {
  private static final String RUNS = "/api/v2/accounts/1/runs/";
  private static final Map<String, String> ALLOWING = Map.of("BAILEY_EGRESS_ALLOW", "127.0.0.1");
  private static final Duration AT_MOST = Duration.ofSeconds(2);
  private static final String WAITING =
      """
      select count(*) from pg_stat_activity
      where state = 'active' and query like '%pg_sleep(600)%' and pid <> pg_backend_pid()
      """;
  private static final Map<String, String> ALL_DONE =
      Map.of(
          "model.gated.first", "success",
          "model.gated.second", "success",
          "model.gated.third", "success");

  @TempDir private Path home;
  @TempDir private Path work;
  private final PostgresServer postgres = PostgresServer.start();
  private String token = "";
  private long job;

  /// A project whose second model waits while there is a gate.
  @BeforeEach
  void aJob() throws SQLException {
    postgres.run("create table gate (id int)");
    try (var bailey = LiveBailey.on(home, ALLOWING)) {
      long project = bailey.project("gated");
      bailey.push(
          work(
              """
              select f.* from {{ ref('first') }} f, (select case
                when to_regclass('public.gate') is not null then pg_sleep(600) end) s
              """),
          "gated");
      long environment = bailey.onPostgres(project, postgres, postgres.user(), postgres.password());
      job = bailey.job(project, environment, "Gated", "dbt run", "dbt compile");
      token = bailey.client().token();
    }
  }

  private Path work(String second) {
    write("dbt_project.yml", "{name: gated, profile: gated, models: {+materialized: table}}");
    write("models/first.sql", "select clock_timestamp() as built");
    write("models/second.sql", second);
    write("models/third.sql", "select * from {{ ref('second') }}");
    return work;
  }

  private void write(String name, String text) {
    try {
      Files.createDirectories(work.resolve(name).getParent());
      Files.writeString(work.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    postgres.close();
  }

  @Test
  void anotherRunGoesOnAtTheFirstUnfinishedNode() throws Exception {
    long lost;
    String built;
    try (Connection observer = postgres.connect()) {
      lost = killedInTheMiddle(observer, ALLOWING);
      built = only(observer, "select built::text from analytics.first");
      await(observer, 0);
      assertThat(only(observer, WAITING)).as("sessions two seconds after the kill").isEqualTo("0");
    }
    postgres.run("drop table gate");

    try (var server = ServerProcess.start(home, ALLOWING);
        Connection observer = postgres.connect()) {
      server.client().use(token);
      JsonNode told = run(server, lost);
      assertThat(told.path("status_humanized").asText()).isEqualTo("Error");
      assertThat(told.path("status_message").asText())
          .contains("1 finished nodes are kept. Run " + (lost + 1) + " goes on from there.");
      assertThat(results(server, lost))
          .isEqualTo(
              Map.of(
                  "model.gated.first", "success",
                  "model.gated.second", "skipped",
                  "model.gated.third", "skipped"));

      JsonNode resumed = server.client().ended(lost + 1);

      assertThat(resumed.path("status_humanized").asText())
          .as(resumed.toPrettyString())
          .isEqualTo("Success");
      assertThat(resumed.path("retrying_run_id").asLong()).isEqualTo(lost);
      assertThat(resumed.path("git_sha")).isEqualTo(told.path("git_sha"));
      assertThat(results(server, lost + 1)).isEqualTo(ALL_DONE);
      assertThat(only(observer, "select built::text from analytics.first")).isEqualTo(built);
      assertThat(only(observer, "select built::text from analytics.third")).isEqualTo(built);
    }
  }

  @Test
  void whereThePolicyLeavesItARetryGoesOnWithIt() throws Exception {
    var leaving = Map.of("BAILEY_EGRESS_ALLOW", "127.0.0.1", "BAILEY_INTERRUPTED_RUNS", "leave");
    long lost;
    try (Connection observer = postgres.connect()) {
      lost = killedInTheMiddle(observer, leaving);
    }
    postgres.run("drop table gate");

    try (var server = ServerProcess.start(home, leaving)) {
      server.client().use(token);
      assertThat(run(server, lost).path("status_message").asText())
          .endsWith("Retry it to go on from there.");

      long retry =
          server
              .client()
              .call("POST", RUNS + lost + "/retry/", Client.object())
              .at("/data/id")
              .asLong();

      assertThat(server.client().ended(retry).path("status_humanized").asText())
          .isEqualTo("Success");
      assertThat(results(server, retry)).isEqualTo(ALL_DONE);
    }
  }

  private long killedInTheMiddle(Connection observer, Map<String, String> configuration)
      throws Exception {
    try (var server = ServerProcess.start(home, configuration)) {
      server.client().use(token);
      long run = server.client().run(job);
      await(observer, 1);
      // What comes later is none of this run's.
      server.push(work("select no_such_column"), "gated");
      server.kill();
      return run;
    }
  }

  private static void await(Connection observer, int waiting) throws SQLException {
    Instant deadline = Instant.now().plus(waiting > 0 ? Duration.ofMinutes(1) : AT_MOST);
    while (!only(observer, WAITING).equals(Integer.toString(waiting))
        && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
    }
  }

  private static String only(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      found.next();
      return found.getString(1);
    }
  }

  private static JsonNode run(ServerProcess server, long id) {
    return server.client().get(RUNS + id + "/").path("data");
  }

  private static Map<String, String> results(ServerProcess server, long run) {
    var statuses = new TreeMap<String, String>();
    server
        .client()
        .get(RUNS + run + "/artifacts/run_results.json?step=3")
        .path("results")
        .forEach(result ->
            statuses.put(result.path("unique_id").asText(), result.path("status").asText()));
    return statuses;
  }
}
