package dev.bailey.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.opentest4j.TestAbortedException;

/// Plants random words and searches the disk for them in every form, with the scanner of the shared
/// folder.
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

  /// The scanner; without it, or without what it needs to see, the test is skipped, and says so.
  public static CanaryScanner find() {
    String python = System.getenv().getOrDefault("BAILEY_ORACLE_PYTHON", "python3");
    var scanner = new CanaryScanner(SharedFolder.require("tools/canary_scan.py"), python);
    if (scanner.run(List.of(python, "-c", "import zstandard")).hit()) {
      throw new TestAbortedException(
          "SKIPPED: " + python + " has no zstandard, without which the scanner is blind");
    }
    return scanner;
  }

  /// What the scanner says of itself, after looking for planted words in every form it knows.
  public String selfTest() {
    Path test = SharedFolder.require("tools/canary_selftest.py");
    return run(List.of(python, "-B", test.toString())).report();
  }

  /// A word that stands nowhere else.
  public String plant() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    String canary = "CNRY" + HexFormat.of().formatHex(bytes);
    add(canary);
    return canary;
  }

  /// Searches for this word, too, which somebody else made.
  public void add(String canary) {
    canaries.add(canary);
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
      throw new UncheckedIOException(e);
    }
  }

  private Scan run(List<String> command) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(scanner.resolveSibling(".").normalize().toFile());
    try {
      var process = builder.start();
      String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Scan(process.waitFor() != 0, report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
