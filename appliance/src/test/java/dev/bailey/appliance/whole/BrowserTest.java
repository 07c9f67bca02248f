package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The UI in a real Chromium, on a real run; the walk itself is `modules/web/e2e/browser.mjs`.
@Tag("slow")
class BrowserTest {

  @Test
  void somebodySignsInRunsAJobAndLooksAtEverythingOfIt(@TempDir Path home, @TempDir Path work)
      throws Exception {
    Assumptions.assumeTrue(
        Files.exists(Path.of("/usr/bin/chromium")), "SKIPPED: there is no Chromium");
    SampleRunTest.copy(SampleRunTest.sample(), work);
    Path web = SampleRunTest.sample().resolve("../../modules/web").normalize();
    Path pictures = Files.createDirectories(Path.of("target/pictures").toAbsolutePath());
    try (var bailey = LiveBailey.on(home, Map.of())) {
      long project = bailey.project("spokes");
      bailey.push(work, "spokes");
      long job = bailey.job(project, bailey.onDuckDb(project), "Build everything", "dbt build");
      var builder =
          new ProcessBuilder(
                  "node",
                  "e2e/browser.mjs",
                  bailey.client().base(),
                  Long.toString(job),
                  pictures.toString())
              .directory(web.toFile())
              .redirectErrorStream(true);
      builder.environment().put("BAILEY_LOGIN", "admin");
      builder.environment().put("BAILEY_PASSWORD", LiveBailey.PASSWORD);

      Process walk = builder.start();
      String said = new String(walk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(walk.waitFor()).as(said).isZero();
    }
  }
}
