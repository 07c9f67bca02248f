package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the server in mid-run, again and again: it starts each time, tells the truth about
/// the run, keeps what was finished, and nothing is damaged.
@Tag("slow")
class KilledServerTest {
  /// A build has no time for more; a soak has: `-Dkilled.rounds=200`.
  private static final int ROUNDS = Integer.getInteger("killed.rounds", 8);

  private static final int LONGEST_MILLIS = 4_000;

  @Test
  void aKilledServerTellsTheTruthAboutItsRuns(@TempDir Path home, @TempDir Path work)
      throws Exception {
    SampleRunTest.copy(SampleRunTest.sample(), work);
    long job;
    String token;
    try (var bailey = LiveBailey.on(home, Map.of())) {
      long project = bailey.project("spokes");
      bailey.push(work, "spokes");
      job = bailey.job(project, bailey.onDuckDb(project), "Build everything", "dbt build");
      token = bailey.client().token();
    }
    var random = new Random(20);
    var killed = new ArrayList<Long>();
    for (int round = 0; round < ROUNDS; round++) {
      try (var server = Server.start(home)) {
        server.client().use(token);
        killed.forEach(run -> assertTruth(server.client(), run));
        killed.add(server.client().run(job));
        Thread.sleep(random.nextInt(LONGEST_MILLIS));
        server.kill();
      }
    }

    try (var server = Server.start(home)) {
      server.client().use(token);
      killed.forEach(run -> assertTruth(server.client(), run));
      JsonNode last = server.client().ended(server.client().run(job));
      assertThat(last.path("status_humanized").asText())
          .as(last.toPrettyString())
          .isEqualTo("Success");
    }
  }

  /// A run that its server did not survive is an error that says so; one that ended before is what
  /// it was. Nodes that were kept are all ended.
  private static void assertTruth(Client client, long run) {
    JsonNode data = client.get("/api/v2/accounts/1/runs/" + run + "/").path("data");
    assertThat(data.path("is_complete").asBoolean()).as("run %d: %s", run, data).isTrue();
    if (data.path("status").asInt() == 20) {
      assertThat(data.path("status_message").asText()).contains("Bailey stopped");
    }
    for (JsonNode node : client.get("/api/bailey/v1/runs/" + run + "/nodes").path("nodes")) {
      assertThat(node.path("finished_at").isNull()).isFalse();
    }
  }

  /// A server in a process of its own.
  private static final class Server implements AutoCloseable {
    private final Process process;
    private final Client client;

    private Server(Process process, Client client) {
      this.process = process;
      this.client = client;
    }

    static Server start(Path home) throws IOException {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var command =
          List.of(
              java,
              "--enable-native-access=ALL-UNNAMED",
              "-Xmx512m",
              "-XX:+UseSerialGC",
              "-cp",
              System.getProperty("java.class.path"),
              ServedForTests.class.getName(),
              home.toString());
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      // Not closed: closing it would close the pipe that the server writes to.
      var reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      int port = Integer.parseInt(line(reader, "port "));
      var pem = new StringBuilder();
      for (String line = reader.readLine();
          line != null && !line.equals("ready");
          line = reader.readLine()) {
        pem.append(line).append('\n');
      }
      return new Server(process, new Client(port, LiveBailey.certificate(pem.toString())));
    }

    private static String line(BufferedReader reader, String start) {
      return reader
          .lines()
          .filter(line -> line.startsWith(start))
          .findFirst()
          .map(line -> line.substring(start.length()))
          .orElseThrow(() -> new AssertionError("the server did not start"));
    }

    Client client() {
      return client;
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
      client.close();
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }
}
