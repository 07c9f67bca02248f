package dev.bailey.appliance.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The distribution that `mvn package` leaves, started as an operator starts it, in a process of
/// its own.
final class Distribution extends RunningBailey {
  private static final Path COMMAND = Path.of("target/bailey/bin/bailey").toAbsolutePath();
  private static final List<String> PORTS =
      List.of("BAILEY_HTTPS_PORT", "BAILEY_HTTP_PORT", "BAILEY_SSH_PORT");
  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final BufferedReader output;
  private final Greeting greeting;
  private final Client client;

  private Distribution(Process process, BufferedReader output, Greeting greeting, Client client) {
    this.process = process;
    this.output = output;
    this.greeting = greeting;
    this.client = client;
  }

  /// The `bailey` command.
  static Path command() {
    if (!Files.isExecutable(COMMAND)) {
      throw new IllegalStateException("not packaged yet: " + COMMAND);
    }
    return COMMAND;
  }

  /// Starts on an empty home, and signs in.
  ///
  /// @param configuration variables, on top of ports that are free
  static Distribution first(Path home, Map<String, String> configuration) {
    var process = start(home, configuration);
    var output = process.inputReader(StandardCharsets.UTF_8);
    try {
      var greeting = Greeting.await(output, true);
      return new Distribution(process, output, greeting, greeting.signIn(greeting.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts on a home and stops as soon as it is ready.
  ///
  /// @param empty whether the home is used for the first time
  /// @return the time until then
  static Cost untilReady(Path home, boolean empty) {
    long began = System.nanoTime();
    var process = start(home, Map.of());
    // Not closed: closing it would close the pipe that the process writes to.
    var output = process.inputReader(StandardCharsets.UTF_8);
    try {
      Greeting.await(output, empty);
      var cost =
          new Cost(
              Duration.ofNanos(System.nanoTime() - began),
              process.info().totalCpuDuration().orElse(Duration.ZERO),
              residentMegabytes(process));
      stop(process);
      return cost;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process start(Path home, Map<String, String> configuration) {
    var builder = new ProcessBuilder(command().toString(), "serve", "--home", home.toString());
    builder.environment().put("BAILEY_HOST", "127.0.0.1");
    PORTS.forEach(port -> builder.environment().put(port, "0"));
    builder.environment().putAll(configuration);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Client client() {
    return client;
  }

  @Override
  String certificatePem() {
    return greeting.certificatePem(greeting.port());
  }

  /// The memory that it has in the machine, in MiB.
  long residentMegabytes() {
    return residentMegabytes(process);
  }

  private static long residentMegabytes(Process process) {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (var lines = Files.lines(status)) {
      String kilobytes = lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(kilobytes.replaceAll("\\D", "")) / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    stop(process);
    try {
      output.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
