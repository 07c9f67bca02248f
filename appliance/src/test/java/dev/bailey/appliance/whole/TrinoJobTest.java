package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.testkit.TrinoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A job on a Trino, with a password over TLS and a certificate authority of the connection's own.
@Tag("trino")
class TrinoJobTest {

  @Test
  void aJobBuildsAProjectOnTrino(@TempDir Path home, @TempDir Path work) throws IOException {
    assumeTrue(
        TrinoServer.archive().isPresent(),
        "SKIPPED: no archive of Trino's server; mvn -Ptrino downloads it (821 MB)");
    project(work);
    try (var trino = TrinoServer.start(TrinoServer.archive().orElseThrow());
        var bailey = LiveBailey.on(home, Map.of("BAILEY_EGRESS_ALLOW", "127.0.0.1"))) {
      long project = bailey.project("shop");
      bailey.push(work, "shop");
      long job = bailey.job(project, environment(bailey, project, trino), "Build", "dbt build");

      JsonNode first = bailey.client().ended(bailey.client().run(job));
      JsonNode second = bailey.client().ended(bailey.client().run(job));

      assertThat(first.path("status_humanized").asText())
          .as(first.toPrettyString())
          .isEqualTo("Success");
      assertThat(second.at("/run_steps/2/logs").asText())
          .contains("INSERT (1 rows)")
          .contains("ERROR=0")
          .doesNotContain(trino.password());
    }
  }

  private static long environment(LiveBailey bailey, long project, TrinoServer trino) {
    ObjectNode connection = Client.object().put("name", "Lake").put("adapter_version", "trino_v0");
    connection
        .putObject("config")
        .put("host", trino.host())
        .put("port", trino.securePort())
        .put("method", "ldap")
        .put("database", "lake")
        .put("cert", trino.certificate());
    return bailey.environment(
        project,
        connection,
        Client.object()
            .put("type", "trino")
            .put("default_schema", "analytics")
            .put("username", trino.user())
            .put("password", trino.password()));
  }

  private static void project(Path work) throws IOException {
    Files.writeString(
        work.resolve("dbt_project.yml"), "name: shop\nversion: '1.0'\nprofile: shop\n");
    Path models = Files.createDirectories(work.resolve("models"));
    Files.writeString(models.resolve("orders.sql"), "select 1 as id, 'new' as state\n");
    Files.writeString(
        models.resolve("events.sql"),
        "{{ config(materialized='incremental') }} select id, state from {{ ref('orders') }}\n");
    Files.writeString(
        models.resolve("tests.yml"),
        "models: [{name: orders, columns: [{name: id, data_tests: [unique, not_null]}]}]\n");
  }
}
