package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.testkit.FaultyLine;
import dev.bailey.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A statement that takes too long ends in the warehouse itself, whoever ends it, and the run tells
/// the truth about it.
@Tag("slow")
class CancelledStatementTest extends BadInputTest {
  private static final Duration AT_MOST = Duration.ofSeconds(2);

  private PostgresServer postgres;
  private long project;
  private long environment;

  @Override
  Map<String, String> configuration() {
    return Map.of("BAILEY_EGRESS_ALLOW", "127.0.0.1");
  }

  @BeforeAll
  void aProjectThatSleeps() throws SQLException {
    postgres = PostgresServer.start();
    postgres.run(
        "create role hasty login password 'hasty-s3cret-1' superuser",
        "alter role hasty set statement_timeout = '1s'");
    project = sleepy("sleepy");
    environment = bailey().onPostgres(project, postgres, postgres.user(), postgres.password());
  }

  /// A project whose second model sleeps.
  private long sleepy(String name) {
    long made = bailey().project(name);
    bailey()
        .push(
            GoodJob.files(
                Map.of(
                    "dbt_project.yml",
                    "name: sleepy\nprofile: sleepy\nmodels:\n  +materialized: table\n",
                    "models/first.sql",
                    "select 1 as id\n",
                    "models/second.sql",
                    "select id from {{ ref('first') }} where pg_sleep(600) is not null\n",
                    "models/third.sql",
                    "select id from {{ ref('second') }}\n")),
            name);
    return made;
  }

  @AfterAll
  void stopPostgres() {
    postgres.close();
  }

  @Test
  void aCancelledRunLeavesNothingAtWorkInTheWarehouse() throws SQLException {
    long run = client().run(bailey().job(project, environment, "Cancelled", "dbt build"));
    try (Connection observer = postgres.connect()) {
      await(observer, 1);
      Instant asked = Instant.now();

      client().call("POST", "/api/v2/accounts/1/runs/" + run + "/cancel/", Client.object());
      await(observer, 0);

      assertThat(Duration.between(asked, Instant.now())).isLessThan(AT_MOST);
    }
    JsonNode ended = client().ended(run);
    assertThat(ended.path("status_humanized").asText()).isEqualTo("Cancelled");
    assertThat(ended.path("status_message").asText()).startsWith("Cancelled by ");
    assertPartial(run);
  }

  @Test
  void aWarehouseThatFellSilentHoldsNoCancelledRunUp() throws SQLException {
    try (var line = FaultyLine.to(postgres.host(), postgres.port());
        Connection observer = postgres.connect()) {
      long behind = sleepy("silent");
      long into =
          bailey().onPostgres(behind, postgres, line.port(), postgres.user(), postgres.password());
      long run = client().run(bailey().job(behind, into, "Silent", "dbt build"));
      await(observer, 1);
      line.hang();
      Instant asked = Instant.now();

      client().call("POST", "/api/v2/accounts/1/runs/" + run + "/cancel/", Client.object());
      Instant answered = Instant.now();
      JsonNode ended = client().ended(run);

      assertThat(ended.path("status_humanized").asText()).isEqualTo("Cancelled");
      assertThat(Duration.between(asked, answered)).isLessThan(AT_MOST);
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
      assertPartial(run);
      line.close();
      await(observer, 0);
    }
  }

  @Test
  void aRunThatTakesTooLongIsCancelledLikewise() throws SQLException {
    long job = bailey().job(project, environment, "Too long", "dbt build");
    client()
        .call(
            "POST",
            "/api/v2/accounts/1/jobs/" + job + "/",
            Client.json("{\"execution\": {\"timeout_seconds\": 10}}"));
    long run = client().run(job);
    JsonNode ended = client().ended(run);

    assertThat(ended.path("status_humanized").asText()).isEqualTo("Cancelled");
    assertThat(ended.path("status_message").asText())
        .isEqualTo("Stopped after the 10 seconds it may take.");
    assertPartial(run);
    try (Connection observer = postgres.connect()) {
      await(observer, 0);
    }
  }

  @Test
  void theWarehousesOwnTimeLimitIsAnErrorOfTheNode() {
    long hasty = sleepy("hasty");
    long into = bailey().onPostgres(hasty, postgres, "hasty", "hasty-s3cret-1");
    long run = client().run(bailey().job(hasty, into, "Hasty", "dbt build"));

    JsonNode ended = client().ended(run);

    assertThat(ended.path("status_humanized").asText()).isEqualTo("Error");
    assertThat(ended.path("status_message").asText())
        .contains(
            "in model second (models/second.sql)", "canceling statement due to statement timeout");
    assertThat(ended.toString()).doesNotContain("hasty-s3cret-1");
    assertThat(nodes(run))
        .containsEntry("first", "success")
        .containsEntry("second", "error")
        .containsEntry("third", "skipped");
  }

  /// What was finished is kept as such, and nothing else is said to be.
  private void assertPartial(long run) {
    assertThat(nodes(run)).containsEntry("first", "success");
    assertThat(nodes(run).getOrDefault("second", "none")).isNotEqualTo("success");
    assertThat(nodes(run).getOrDefault("third", "none")).isNotEqualTo("success");
  }

  private Map<String, String> nodes(long run) {
    var all = new TreeMap<String, String>();
    client()
        .get("/api/bailey/v1/runs/" + run + "/nodes")
        .path("nodes")
        .forEach(node -> all.put(node.path("name").asText(), node.path("status").asText()));
    return all;
  }

  /// Waits until so many statements sleep in the warehouse.
  private static void await(Connection observer, int sleeping) throws SQLException {
    Instant deadline = Instant.now().plusSeconds(60);
    while (Instant.now().isBefore(deadline)) {
      try (var statement = observer.createStatement();
          var found =
              statement.executeQuery(
                  """
                  select count(*), pg_sleep(0.02) from pg_stat_activity
                  where state = 'active' and query like '%pg_sleep(600)%'
                    and pid <> pg_backend_pid()
                  """)) {
        found.next();
        if (found.getInt(1) == sleeping) {
          return;
        }
      }
    }
    throw new AssertionError("not " + sleeping + " statements at work after a minute");
  }
}
