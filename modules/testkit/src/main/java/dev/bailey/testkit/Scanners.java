package dev.bailey.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// Scanners out of a Python environment that `BAILEY_SCANNERS` names (installer/test makes it).
public final class Scanners {
  private final Path bin;

  private Scanners(Path bin) {
    this.bin = bin;
  }

  /// Those of this machine; without any, the test is skipped, and says so.
  public static Scanners required() {
    String place = System.getenv().getOrDefault("BAILEY_SCANNERS", "");
    Assumptions.assumeTrue(
        !place.isBlank(), "SKIPPED: BAILEY_SCANNERS names no Python environment with the scanners");
    return new Scanners(Path.of(place, "bin"));
  }

  /// How a scan ended.
  ///
  /// @param json what it found; empty when it wrote nothing
  public record Scan(int status, String said, String json) {}

  /// sslyze, with Mozilla's intermediate profile.
  ///
  /// @param authority what it trusts, a PEM file
  public Scan sslyze(Path directory, int port, Path authority) throws IOException {
    Path json = Files.createTempFile(directory, "sslyze", ".json");
    return run(
        directory,
        json,
        "sslyze",
        "--mozilla_config=intermediate",
        "--certinfo_ca_file=" + authority,
        "--json_out=" + json,
        "localhost:" + port);
  }

  /// Any of them.
  ///
  /// @param json where it writes what it finds
  public Scan run(Path directory, Path json, String scanner, String... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(bin.resolve(scanner).toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    // These beat what is said on the command line.
    List.of("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_DIR")
        .forEach(builder.environment()::remove);
    var process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Scan(process.waitFor(), said, Files.exists(json) ? Files.readString(json) : "");
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
