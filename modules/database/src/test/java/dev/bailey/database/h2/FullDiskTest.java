package dev.bailey.database.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full, by a limit on the size of files that is lifted while the process runs:
/// writes are refused, nothing acknowledged is lost, and it goes on without a restart.
@Tag("slow")
final class FullDiskTest {
  @TempDir Path home;

  @Test
  void itGoesOnWhenThereIsSpaceAgain() throws Exception {
    var child =
        new ProcessBuilder(
                "prlimit",
                "--fsize=6000000:unlimited",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FullDiskChild.class.getName(),
                home.toString())
            .redirectError(home.resolve("child.err").toFile())
            .start();
    try (var output = child.inputReader(StandardCharsets.US_ASCII)) {
      assertThat(output.readLine()).isEqualTo("FULL");
      String limits = "--fsize=unlimited:unlimited";
      var lift = new ProcessBuilder("prlimit", "--pid", Long.toString(child.pid()), limits).start();
      assertThat(lift.waitFor()).isZero();

      assertThat(afterAsking(child, output)).matches("ROWS (\\d+) \\1");
      assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).isZero();
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  /// Reopening is tried once a second at most, so it takes more than one attempt.
  private static String afterAsking(Process child, java.io.BufferedReader output) throws Exception {
    for (int i = 0; i < 100 && !output.ready(); i++) {
      child.getOutputStream().write('\n');
      child.getOutputStream().flush();
      Thread.sleep(100);
    }
    return String.valueOf(output.readLine());
  }
}
