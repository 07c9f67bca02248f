package dev.bailey.appliance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.appliance.oracle.Contents;
import dev.bailey.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of `dbt build` at a random moment, then `dbt retry`.
class KilledBuildTest {
  private final PostgresServer server = PostgresServer.start();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @Tag("slow")
  void aRetryAfterAKillLeavesWhatAnUndisturbedBuildLeaves() throws Exception {
    shake(4, 6);
  }

  @Test
  @Tag("nightly")
  void aRetryAfterAnyOfAHundredKillsLeavesWhatAnUndisturbedBuildLeaves() throws Exception {
    shake(50, System.nanoTime());
  }

  /// What two days leave.
  private record Left(
      Map<String, Contents.Relation> relations,
      Map<String, String> first,
      Map<String, String> second) {
    void assertEqual(Left other, String when) {
      assertThat(first).as(when).isEqualTo(other.first);
      assertThat(second).as(when).isEqualTo(other.second);
      assertThat(relations.keySet()).as(when).isEqualTo(other.relations.keySet());
      relations.forEach((name, relation) ->
          assertThat(relation).as(name + ", " + when).isEqualTo(other.relations.get(name)));
    }
  }

  private void shake(int rounds, long seed) throws SQLException, InterruptedException {
    var random = new Random(seed);
    var calm = new ShakenProject(server, server.port(), "calm", folder.resolve("calm"));
    long start = System.nanoTime();
    Left undisturbed = twoDays(calm, day -> calmly(calm, day));
    Duration longest = Duration.ofNanos((System.nanoTime() - start) / 2);
    for (int round = 1; round <= rounds; round++) {
      var moments = new StringBuilder();
      var project = new ShakenProject(server, server.port(), "shaken", folder.resolve("shaken"));
      Left left = twoDays(project, day -> killed(project, day, longest, random, moments));

      left.assertEqual(
          undisturbed, "seed %d, round %d, killed after %s".formatted(seed, round, moments));
    }
  }

  @FunctionalInterface
  private interface Building {
    void build(int day) throws SQLException, InterruptedException;
  }

  private static Left twoDays(ShakenProject project, Building building)
      throws SQLException, InterruptedException {
    project.forget();
    building.build(1);
    Map<String, String> first = project.statuses();
    project.forget();
    building.build(2);
    return new Left(project.contents(), first, project.statuses());
  }

  private static void calmly(ShakenProject project, int day) throws InterruptedException {
    int code = project.start(ShakenProject.build(day)).waitFor();

    assertThat(code).as(project.output()).isZero();
  }

  private static void killed(
      ShakenProject project, int day, Duration longest, Random random, StringBuilder moments)
      throws SQLException, InterruptedException {
    Process process = project.start(ShakenProject.build(day));
    // Nothing happens in the warehouse while the process only starts.
    long millis = random.nextLong(longest.toMillis() / 3, longest.toMillis());
    moments.append(millis).append(" ms, ");
    boolean _ = process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    moments.append(project.isCutOff() ? "" : "at its end, ");
    project.awaitQuiet();

    if (project.isCutOff()) {
      var retried = project.retry(day);
      assertThat(retried.code()).as("after %s%s", moments, retried.said()).isZero();
    }
  }
}
