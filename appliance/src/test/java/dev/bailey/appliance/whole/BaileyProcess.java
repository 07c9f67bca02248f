package dev.bailey.appliance.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The `bailey` command in a process of its own, from the classes of this build.
final class BaileyProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader output;
  private final List<String> said = new ArrayList<>();

  private BaileyProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /// How a command ended, and all that it said.
  record Ended(int code, String said) {}

  /// Runs a command to its end.
  ///
  /// @param input what it gets on standard input
  static Ended run(Map<String, String> environment, String input, String... arguments) {
    return run(builder(environment, arguments), input);
  }

  /// Runs any process to its end, which it has a minute for.
  static Ended run(ProcessBuilder builder, String input) {
    try {
      var process = builder.redirectErrorStream(true).start();
      try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
        in.write(input);
      }
      Thread killer = Thread.ofVirtual().start(() -> killWhenLate(process));
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      killer.interrupt();
      return new Ended(code, said.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void killWhenLate(Process process) {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Starts a server on free ports.
  static BaileyProcess serve(Path home, Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.putIfAbsent("BAILEY_HOST", "127.0.0.1");
    List.of("BAILEY_HTTPS_PORT", "BAILEY_HTTP_PORT", "BAILEY_SSH_PORT")
        .forEach(port -> all.putIfAbsent(port, "0"));
    try {
      return new BaileyProcess(
          builder(all, "serve", "--home", home.toString()).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts a command whose words nobody reads, for tests that kill it.
  static Process begin(Map<String, String> environment, String... arguments) {
    try {
      return builder(environment, arguments)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProcessBuilder builder(Map<String, String> environment, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.file=" + logging(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.bailey.appliance.Bailey"));
    command.addAll(Arrays.asList(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  private static Path logging() {
    Path here = Path.of("src/main/lib/logging.properties").toAbsolutePath();
    return Files.exists(here)
        ? here
        : Path.of("appliance/src/main/lib/logging.properties").toAbsolutePath();
  }

  /// Reads what it says until a line that holds `words`, and returns that line.
  String await(String words) {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        said.add(line);
        if (line.contains(words)) {
          return line;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("no '" + words + "' in what it said:\n" + String.join("\n", said));
  }

  /// The port that follows `words` in what it says next.
  int port(String words) {
    String line = await(words);
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  Process process() {
    return process;
  }

  /// All that it has said so far.
  String said() {
    return String.join("\n", said);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      output.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
