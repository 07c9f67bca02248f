package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing in the home can be read after a run: planted words are found nowhere, in any form that
/// the scanner knows, and rows of the warehouse are in no artifact and no log either.
@Tag("slow")
class NothingReadableTest {
  private static final String JOB = "canaryjobfeldspar";
  private static final String SQL = "canarysqlobsidian";
  private static final String VALUE = "canaryvaluemalachite";
  private static final String COMMIT_FILE = "canary_file_tourmaline";

  @Test
  void plantedWordsAreFoundNowhereInTheHome(@TempDir Path home, @TempDir Path work)
      throws Exception {
    project(work);
    JsonNode run;
    try (var bailey = LiveBailey.on(home, Map.of())) {
      long project = bailey.project("canaries");
      bailey.push(work, "canaries");
      long job = bailey.job(project, bailey.onDuckDb(project), JOB, "dbt build");
      run = bailey.client().ended(bailey.client().run(job));
    }

    assertThat(run.path("status_humanized").asText()).as(run.toPrettyString()).isEqualTo("Success");
    assertThat(run.toString()).doesNotContain(VALUE);
    assertThat(scan(home)).isEmpty();
  }

  /// A project whose model takes a value out of the warehouse with `run_query`.
  private static void project(Path work) throws IOException {
    Files.writeString(
        work.resolve("dbt_project.yml"),
        "name: canaries\nversion: '1.0'\nprofile: any\nmodels:\n  +materialized: table\n");
    Path models = Files.createDirectories(work.resolve("models"));
    // The value is made of two halves, so that the project itself does not hold it.
    Files.writeString(
        models.resolve(COMMIT_FILE + ".sql"),
        """
        -- %s
        select 'canaryvalue' || 'malachite' as planted
        """
            .formatted(SQL));
    Files.writeString(
        models.resolve("asks.sql"),
        """
        -- depends_on: {{ ref('%1$s') }}
        {%% set rows = run_query("select planted from " ~ ref('%1$s')) if execute else none %%}
        select {{ rows.rows | length if rows else 0 }} as found
        """
            .formatted(COMMIT_FILE));
  }

  /// What the scanner of the shared tools finds, one line each.
  private static List<String> scan(Path home) throws Exception {
    Path tools = SharedFolder.find("tools/canary_scan.py").orElse(Path.of("missing"));
    String python = Optional.ofNullable(System.getenv("BAILEY_ORACLE_PYTHON")).orElse("python3");
    Assumptions.assumeTrue(
        Files.exists(tools), "SKIPPED: the shared tools are not beside this checkout");
    Path words = Files.createTempFile("canaries", ".txt");
    Files.writeString(
        words, String.join("\n", JOB, SQL, VALUE, COMMIT_FILE, LiveBailey.PASSWORD) + "\n");
    var scanner =
        new ProcessBuilder(python, tools.toString(), words.toString(), home.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(scanner.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = scanner.waitFor();
    Files.delete(words);
    assertThat(code).as(said).isIn(0, 1);
    return code == 0 ? List.of() : said.lines().toList();
  }
}
