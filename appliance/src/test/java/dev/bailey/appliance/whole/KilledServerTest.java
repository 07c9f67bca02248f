package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
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

  /// What goes on with a lost run is another test's.
  private static final Map<String, String> CONFIGURATION =
      Map.of("BAILEY_INTERRUPTED_RUNS", "leave");

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
      try (var server = ServerProcess.start(home, CONFIGURATION)) {
        server.client().use(token);
        killed.forEach(run -> assertTruth(server.client(), run));
        killed.add(server.client().run(job));
        Thread.sleep(random.nextInt(LONGEST_MILLIS));
        server.kill();
      }
    }

    try (var server = ServerProcess.start(home, CONFIGURATION)) {
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
}
