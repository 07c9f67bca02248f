package dev.bailey.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.opentest4j.TestAbortedException;

/// Plants random words and searches the disk for them in every form, with the scanner that stands
/// beside the repository in `../shared/tools`. Without it the test is skipped, and says so.
public final class CanaryScanner {
  private final List<String> canaries = new ArrayList<>();
  private final SecureRandom random = new SecureRandom();
  private final Path scanner;
  private final String python;

  /// What the scanner printed, and whether it found anything.
  public record Scan(boolean hit, String report) {}

  private CanaryScanner(Path scanner, String python) {
    this.scanner = scanner;
    this.python = python;
  }

  public static CanaryScanner find() {
    String python = System.getenv().getOrDefault("BAILEY_ORACLE_PYTHON", "python3");
    for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
      Path tool = above.resolve("shared/tools/canary_scan.py");
      if (Files.exists(tool)) {
        return new CanaryScanner(tool, python);
      }
    }
    throw new TestAbortedException(
        "SKIPPED: shared/tools/canary_scan.py is not beside this checkout");
  }

  /// A word that stands nowhere else.
  public String plant() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    String canary = "CNRY" + HexFormat.of().formatHex(bytes);
    canaries.add(canary);
    return canary;
  }

  /// Searches a directory for all that was planted.
  public Scan scan(Path directory) {
    try {
      Path list = Files.createTempFile("canaries", ".txt");
      Files.write(list, canaries);
      try {
        return run(
            List.of(python, "-B", scanner.toString(), list.toString(), directory.toString()));
      } finally {
        Files.delete(list);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Scan run(List<String> command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Scan(process.waitFor() != 0, report);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
