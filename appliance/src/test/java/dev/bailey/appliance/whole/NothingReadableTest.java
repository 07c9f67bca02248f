package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.testkit.CanaryScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing in the home can be read after a run: planted words are found nowhere, in any form that
/// the scanner knows, and rows of the warehouse are in no artifact and no log either.
@Tag("slow")
class NothingReadableTest {
  private final CanaryScanner scanner = CanaryScanner.find();
  private final String job = scanner.plant();
  private final String sql = scanner.plant();
  private final String value = scanner.plant();
  private final String model = scanner.plant().toLowerCase(Locale.ROOT);

  @Test
  void plantedWordsAreFoundNowhereInTheHome(@TempDir Path home, @TempDir Path work)
      throws Exception {
    scanner.add(model);
    scanner.add(LiveBailey.PASSWORD);
    writeProject(work);
    JsonNode run;
    try (var bailey = LiveBailey.on(home, Map.of())) {
      long project = bailey.project("canaries");
      bailey.push(work, "canaries");
      long id = bailey.job(project, bailey.onDuckDb(project), job, "dbt build");
      run = bailey.client().ended(bailey.client().run(id));
    }

    var scan = scanner.scan(home);

    assertThat(run.path("status_humanized").asText()).as(run.toPrettyString()).isEqualTo("Success");
    assertThat(run.toString()).doesNotContain(value);
    assertThat(scan.hit()).as(scan.report()).isFalse();
  }

  /// A project whose model takes a value out of the warehouse with `run_query`.
  private void writeProject(Path work) throws IOException {
    Files.writeString(
        work.resolve("dbt_project.yml"),
        "name: canaries\nversion: '1.0'\nprofile: any\nmodels:\n  +materialized: table\n");
    Path models = Files.createDirectories(work.resolve("models"));
    // The value is made of two halves, so that the project itself does not hold it.
    Files.writeString(
        models.resolve(model + ".sql"),
        """
        -- %s
        select '%s' || '%s' as planted
        """
            .formatted(sql, value.substring(0, 9), value.substring(9)));
    Files.writeString(
        models.resolve("asks.sql"),
        """
        -- depends_on: {{ ref('%1$s') }}
        {%% set rows = run_query("select planted from " ~ ref('%1$s')) if execute else none %%}
        select {{ rows.rows | length if rows else 0 }} as found
        """
            .formatted(model));
  }
}
