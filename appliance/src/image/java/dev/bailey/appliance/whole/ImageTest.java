package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.appliance.image.ImageBuild;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image that `mvn package -Pimage` left, made once more and started with podman.
@Tag("image")
class ImageTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String VERSION = System.getProperty("image.version", "");

  @Test
  void theSameFilesGiveTheSameDigest(@TempDir Path elsewhere) throws Exception {
    String before =
        Files.readString(TARGET.resolve("image/bailey-" + VERSION + ".digest")).strip();

    var again =
        new ImageBuild(
                TARGET.resolve("bailey"),
                Path.of("src/image/base.lock"),
                Path.of(System.getProperty("image.packages", "")),
                VERSION,
                Instant.parse(System.getProperty("image.timestamp", "")))
            .into(elsewhere.resolve("image"));

    assertThat(again.digest()).isEqualTo(before);
    assertThat(Files.mismatch(again.archive(), archive())).isEqualTo(-1);
  }

  @Test
  void itRunsAJobWithoutRightsOnAReadOnlyRoot(@TempDir Path work) throws Exception {
    SampleRunTest.copy(SampleRunTest.sample(), work);
    try (var container = Container.start(archive(), "localhost/bailey:" + VERSION)) {
      long project = container.project("spokes");
      container.push(work, "spokes");
      long job = container.job(project, container.onDuckDb(project), "Build", "dbt build");
      JsonNode run = container.client().ended(container.client().run(job));

      assertThat(run.path("status_humanized").asText()).as(run.toPrettyString()).isEqualTo("Success");
      assertThat(container.status("Uid")).startsWith("10001");
      assertThat(container.status("CapEff")).isEqualTo("0000000000000000");
      assertThat(container.status("CapBnd")).isEqualTo("0000000000000000");
      assertThat(container.status("NoNewPrivs")).isEqualTo("1");
      assertThat(container.written()).isEmpty();
    }
  }

  private static Path archive() {
    return TARGET.resolve("image/bailey-" + VERSION + ".oci.tar");
  }
}
