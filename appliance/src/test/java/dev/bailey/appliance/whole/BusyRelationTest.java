package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Jobs of two projects that write the same relation at once, through connections of their own: the
/// second one waits, fails or leaves it to the first, as `busy_relation` says.
///
/// Their models `orders` end when the test opens a gate, an advisory lock.
@Tag("slow")
class BusyRelationTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String AT_THE_GATE =
      """
      select count(*)::int from pg_locks where locktype = 'advisory' and not granted
      """;

  @TempDir private Path home;
  private PostgresServer postgres;
  private Connection gate;

  @BeforeEach
  void closeTheGate() throws SQLException {
    postgres = PostgresServer.start();
    gate = postgres.connect();
    only("select pg_advisory_lock(7)::text");
  }

  @AfterEach
  void stop() throws SQLException {
    gate.close();
    postgres.close();
  }

  @Test
  @Timeout(60)
  void theSecondWaitsAndTellsForWhom() throws SQLException {
    try (var bailey = LiveBailey.on(home, policy("wait"))) {
      Running running = Running.begin(this, bailey);
      running.awaitWaiting();
      try (Stream<String> events = bailey.client().lines(events(running.second))) {
        String told = "\"message\":\"" + running.waiting();
        assertThat(events.anyMatch(line -> line.contains(told))).isTrue();
      }
      assertThat(count(AT_THE_GATE)).isEqualTo(1);

      openTheGate();

      assertThat(status(bailey, running.first)).isEqualTo("Success");
      JsonNode ended = bailey.client().ended(running.second);
      assertThat(ended.path("status_humanized").asText())
          .as(ended.toPrettyString())
          .isEqualTo("Success");
      assertThat(node(bailey, running.second, "orders").path("message").asText())
          .isEqualTo("SELECT 1");
    }
    assertThat(only("select writer from analytics.orders")).isEqualTo("second");
    assertNothingHalfDone();
  }

  @Test
  void theSecondFailsAndNamesTheFirst() throws SQLException {
    try (var bailey = LiveBailey.on(home, policy("fail"))) {
      Running running = Running.begin(this, bailey);

      JsonNode ended = bailey.client().ended(running.second);

      assertThat(ended.path("status_humanized").asText()).isEqualTo("Error");
      assertThat(ended.path("status_message").asText())
          .startsWith(
              """
              Runtime Error in model orders (models/orders.sql)
                "postgres"."analytics"."orders" is being written by run %d.\
              """
                  .formatted(running.first));
      assertThat(nodes(bailey, running.second))
          .isEqualTo(Map.of("orders", "error", "others", "success", "report", "skipped"));
      openTheGate();
      assertThat(status(bailey, running.first)).isEqualTo("Success");
    }
    assertThat(only("select writer from analytics.orders")).isEqualTo("first");
    assertNothingHalfDone();
  }

  @Test
  void theSecondLeavesItAndWhatNeedsItToTheFirst() throws SQLException {
    try (var bailey = LiveBailey.on(home, policy("skip"))) {
      Running running = Running.begin(this, bailey);

      JsonNode ended = bailey.client().ended(running.second);

      assertThat(ended.path("status_humanized").asText())
          .as(ended.toPrettyString())
          .isEqualTo("Success");
      assertThat(nodes(bailey, running.second))
          .isEqualTo(Map.of("orders", "skipped", "others", "success", "report", "skipped"));
      for (String left : new String[] {"orders", "report"}) {
        assertThat(node(bailey, running.second, left).path("message").asText())
            .isEqualTo(
                "Left to run %d, which is writing \"postgres\".\"analytics\".\"orders\""
                    .formatted(running.first));
      }
      openTheGate();
      assertThat(status(bailey, running.first)).isEqualTo("Success");
    }
    assertThat(only("select writer from analytics.orders")).isEqualTo("first");
  }

  @Test
  void aRunThatWaitsIsCancelledAtOnce() throws SQLException {
    try (var bailey = LiveBailey.on(home, policy("wait"))) {
      Running running = Running.begin(this, bailey);
      running.awaitWaiting();
      Instant asked = Instant.now();

      bailey
          .client()
          .call("POST", "/api/v2/accounts/1/runs/" + running.second + "/cancel/", Client.object());

      assertThat(status(bailey, running.second)).isEqualTo("Cancelled");
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(2));
      assertThat(nodes(bailey, running.second))
          .isEqualTo(Map.of("orders", "skipped", "others", "success"));
      openTheGate();
      assertThat(status(bailey, running.first)).isEqualTo("Success");
    }
  }

  @Test
  void aKilledServerLeavesNothingThatBlocks() throws Exception {
    String token;
    Running running;
    try (var bailey = LiveBailey.on(home, policy("wait"))) {
      running = Running.prepare(this, bailey);
      token = bailey.client().token();
    }
    try (var server = ServerProcess.start(home, policy("wait"))) {
      server.client().use(token);
      running = running.start(server);
      running.awaitWaiting();
      server.kill();
    }

    try (var server = ServerProcess.start(home, policy("wait"))) {
      server.client().use(token);
      openTheGate();
      for (long lost : new long[] {running.first, running.second}) {
        JsonNode told = server.client().get("/api/v2/accounts/1/runs/" + lost + "/").path("data");
        assertThat(told.path("status_humanized").asText()).isEqualTo("Error");
      }
      assertThat(status(server, running.second + 1)).isEqualTo("Success");
      assertThat(status(server, running.second + 2)).isEqualTo("Success");
    }
    assertNothingHalfDone();
  }

  private static Map<String, String> policy(String word) {
    return Map.of("BAILEY_EGRESS_ALLOW", "127.0.0.1", "BAILEY_BUSY_RELATION", word);
  }

  /// Two jobs, and a run of each.
  private record Running(
      BusyRelationTest test,
      RunningBailey bailey,
      long firstJob,
      long secondJob,
      long first,
      long second) {

    static Running prepare(BusyRelationTest test, RunningBailey bailey) {
      return new Running(test, bailey, test.job(bailey, "first"), test.job(bailey, "second"), 0, 0);
    }

    /// Both run, the second one since the first is at the gate.
    static Running begin(BusyRelationTest test, RunningBailey bailey) {
      return prepare(test, bailey).start(bailey);
    }

    Running start(RunningBailey on) {
      long one = on.client().run(firstJob);
      await("the first is at the gate", () -> test.count(AT_THE_GATE) == 1);
      return new Running(test, on, firstJob, secondJob, one, on.client().run(secondJob));
    }

    void awaitWaiting() {
      await(
          "the second waits, and its other model is done",
          () -> log().contains("model orders: " + waiting()) && log().contains("OK created"));
    }

    private String log() {
      return bailey
          .client()
          .get("/api/v2/accounts/1/runs/" + second + "/?include_related=run_steps")
          .at("/data/run_steps")
          .toString();
    }

    String waiting() {
      return "Waiting for run %d, which is writing \\\"postgres\\\".\\\"analytics\\\".\\\"orders\\\""
          .formatted(first);
    }
  }

  private long job(RunningBailey bailey, String name) {
    long project = bailey.project(name);
    bailey.push(
        GoodJob.files(
            Map.of(
                "dbt_project.yml",
                "{name: shop, profile: shop, models: {+materialized: table}}",
                "models/orders.sql",
                "select '%s' as writer from (select pg_advisory_xact_lock_shared(7)) gate"
                    .formatted(name),
                "models/others.sql",
                "{{ config(schema='%s') }} select 1 as id".formatted(name),
                "models/report.sql",
                "{{ config(schema='%s') }} select * from {{ ref('orders') }}".formatted(name))),
        name);
    long environment = bailey.onPostgres(project, postgres, postgres.user(), postgres.password());
    return bailey.job(project, environment, name, "dbt build");
  }

  private void openTheGate() throws SQLException {
    only("select pg_advisory_unlock(7)::text");
  }

  private void assertNothingHalfDone() throws SQLException {
    assertThat(only("select count(*)::text from pg_class where relname like '%\\_\\_dbt\\_%'"))
        .isEqualTo("0");
  }

  private static String events(long run) {
    return "/api/bailey/v1/runs/" + run + "/events";
  }

  private static String status(RunningBailey bailey, long run) {
    JsonNode ended = bailey.client().ended(run);
    return ended.path("status_humanized").asText();
  }

  private static JsonNode node(RunningBailey bailey, long run, String name) {
    for (JsonNode node :
        bailey.client().get("/api/bailey/v1/runs/" + run + "/nodes").path("nodes")) {
      if (node.path("name").asText().equals(name)) {
        return node;
      }
    }
    return Client.object();
  }

  private static Map<String, String> nodes(RunningBailey bailey, long run) {
    var all = new TreeMap<String, String>();
    bailey
        .client()
        .get("/api/bailey/v1/runs/" + run + "/nodes")
        .path("nodes")
        .forEach(node -> all.put(node.path("name").asText(), node.path("status").asText()));
    return all;
  }

  private int count(String query) {
    try (var statement = gate.createStatement();
        var found = statement.executeQuery(query)) {
      found.next();
      return found.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String only(String query) throws SQLException {
    try (var statement = gate.createStatement();
        var found = statement.executeQuery(query)) {
      found.next();
      return String.valueOf(found.getString(1));
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("not within " + PATIENCE + ": " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }
}
