package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that failed is repeated from where it failed: what it did well is left alone.
@Tag("slow")
class RetriedRunTest {
  private static final String RUNS = "/api/v2/accounts/1/runs/";

  @TempDir private Path home;
  @TempDir private Path work;

  @Test
  void aRetryCarriesOutOnlyWhatFailedAndWhatWasSkipped() {
    project("select no_such_column");
    try (var bailey = LiveBailey.on(home, Map.of())) {
      long failed = failedRun(bailey);
      write("models/broken.sql", "select 1 as id");
      bailey.push(work, "shop");

      long retry =
          bailey
              .client()
              .call("POST", RUNS + failed + "/retry/", Client.object())
              .at("/data/id")
              .asLong();
      JsonNode ended = bailey.client().ended(retry);

      assertThat(ended.path("status_humanized").asText())
          .as(ended.toPrettyString())
          .isEqualTo("Success");
      assertThat(ended.path("retrying_run_id").asLong()).isEqualTo(failed);
      assertThat(results(bailey, retry))
          .isEqualTo(Map.of("model.shop.broken", "success", "model.shop.after", "success"));
    }
  }

  @Test
  void aRerunOfTheJobGoesOnFromItsFailure() {
    project("select no_such_column");
    try (var bailey = LiveBailey.on(home, Map.of())) {
      long failed = failedRun(bailey);

      long rerun =
          bailey
              .client()
              .call("POST", "/api/v2/accounts/1/jobs/" + job + "/rerun/", Client.object())
              .at("/data/id")
              .asLong();
      bailey.client().ended(rerun);

      assertThat(rerun).isNotEqualTo(failed);
      assertThat(results(bailey, rerun))
          .isEqualTo(Map.of("model.shop.broken", "error", "model.shop.after", "skipped"));
    }
  }

  private long job;

  /// Runs `dbt run --exclude never` to its failure.
  private long failedRun(LiveBailey bailey) {
    long project = bailey.project("shop");
    bailey.push(work, "shop");
    job =
        bailey.job(project, bailey.onDuckDb(project), "Run", "dbt run --exclude \"never after?\"");
    long run = bailey.client().run(job);
    JsonNode ended = bailey.client().ended(run);
    assertThat(ended.path("status_humanized").asText()).isEqualTo("Error");
    assertThat(results(bailey, run))
        .isEqualTo(
            Map.of(
                "model.shop.good", "success",
                "model.shop.broken", "error",
                "model.shop.after", "skipped"));
    return run;
  }

  private static Map<String, String> results(LiveBailey bailey, long run) {
    var statuses = new TreeMap<String, String>();
    bailey
        .client()
        .get(RUNS + run + "/artifacts/run_results.json")
        .path("results")
        .forEach(result ->
            statuses.put(result.path("unique_id").asText(), result.path("status").asText()));
    return statuses;
  }

  private void project(String broken) {
    write("dbt_project.yml", "{name: shop, profile: shop, models: {+materialized: table}}");
    write("models/good.sql", "select 1 as id");
    write("models/broken.sql", broken);
    write("models/after.sql", "select * from {{ ref('broken') }}");
    write("models/never.sql", "select 1 as id");
  }

  private void write(String name, String text) {
    Path file = work.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
