package dev.bailey.appliance.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, that a test may kill.
final class ServerProcess extends RunningBailey {
  private final Process process;
  private final String certificate;
  private final Client client;

  private ServerProcess(Process process, String certificate, Client client) {
    this.process = process;
    this.certificate = certificate;
    this.client = client;
  }

  /// Starts on a home that is there.
  static ServerProcess start(Path home, Map<String, String> configuration) throws IOException {
    var process = begin(home, configuration);
    // Not closed: closing it would close the pipe that the server writes to.
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    int port = Integer.parseInt(line(reader, "port "));
    var pem = new StringBuilder();
    for (String line = reader.readLine();
        line != null && !line.equals("ready");
        line = reader.readLine()) {
      pem.append(line).append('\n');
    }
    String certificate = pem.toString();
    return new ServerProcess(
        process, certificate, new Client(port, LiveBailey.certificate(certificate)));
  }

  /// Begins to start.
  private static Process begin(Path home, Map<String, String> configuration) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ArrayList<>(
            List.of(
                java,
                "@" + options(), // as the distribution starts it
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                ServedForTests.class.getName(),
                home.toString()));
    configuration.forEach((name, value) -> command.add(name + "=" + value));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static Path options() {
    Path here = Path.of("src/main/lib/java.options").toAbsolutePath();
    return Files.exists(here)
        ? here
        : Path.of("appliance/src/main/lib/java.options").toAbsolutePath();
  }

  private static String line(BufferedReader reader, String start) {
    return reader
        .lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .map(line -> line.substring(start.length()))
        .orElseThrow(() -> new AssertionError("the server did not start"));
  }

  @Override
  Client client() {
    return client;
  }

  @Override
  String certificatePem() {
    return certificate;
  }

  /// Begins to start, and is killed before long.
  static void killStarting(Path home, Map<String, String> configuration, int millis)
      throws IOException, InterruptedException {
    var process = begin(home, configuration);
    process.getInputStream().close();
    process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
