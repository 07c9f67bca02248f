package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job on the real thing: a dbt project pushed with git, picked up, parsed, run against a
/// warehouse, its artifacts and logs kept and read back.
@Tag("slow")
class SampleRunTest {

  @Test
  void aPushedProjectIsBuiltOnTheEmbeddedWarehouse(@TempDir Path home, @TempDir Path work) {
    copy(sample(), work);
    try (var bailey = LiveBailey.on(home, Map.of())) {
      long project = bailey.project("spokes");
      bailey.push(work, "spokes");
      long job = bailey.job(project, bailey.onDuckDb(project), "Build everything", "dbt build");

      JsonNode first = bailey.client().ended(bailey.client().run(job));
      JsonNode second = bailey.client().ended(bailey.client().run(job));

      assertThat(first.path("status_humanized").asText())
          .as(first.toPrettyString())
          .isEqualTo("Success");
      assertThat(second.path("status_humanized").asText()).isEqualTo("Success");
      assertThat(first.at("/run_steps/2/name").asText()).isEqualTo("Invoke dbt with `dbt build`");
      assertThat(first.at("/run_steps/2/logs").asText())
          .contains("Completed successfully")
          .contains("ERROR=0");
      JsonNode manifest =
          bailey
              .client()
              .get(
                  "/api/v2/accounts/1/runs/"
                      + first.path("id").asLong()
                      + "/artifacts/manifest.json");
      assertThat(manifest.path("nodes").has("model.spokes.fct_trips")).isTrue();
    }
  }

  static Path sample() {
    Path here = Path.of("installer/sample").toAbsolutePath();
    return Files.isDirectory(here) ? here : Path.of("../installer/sample").toAbsolutePath();
  }

  static void copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
