package dev.bailey.appliance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.appliance.oracle.Contents;
import dev.bailey.testkit.FaultyLine;
import dev.bailey.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The network between a build and its PostgreSQL breaks.
class CutNetworkTest {
  private final PostgresServer server = PostgresServer.start();
  private final FaultyLine line = FaultyLine.to(server.host(), server.port());

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    line.close();
    server.close();
  }

  @Test
  @Tag("slow")
  @Timeout(120)
  void aModelWhoseConnectionIsCutFailsAndTheOthersGoOnOverNewOnes() throws Exception {
    var project = new ShakenProject(server, line.port(), "shaken", folder.resolve("shaken"));
    project.write(
        "models/whole.sql",
        "{{ config(materialized='table') }} select t.* from {{ ref('today') }} t, (select pg_sleep(600)) s");
    project.write("models/whole_next.sql", "select * from {{ ref('today') }}");

    // One thread, so that nothing else is on the line.
    ShakenProject.Ended ended =
        meanwhile(
            () -> project.dbt(List.of("build", "--threads", "1")),
            () -> {
              awaitStatement("pg_sleep(600)");
              line.cut();
            });

    assertThat(ended.code()).as(ended.said()).isEqualTo(1);
    assertThat(ended.said())
        .contains(
            "Database Error in model whole (models/whole.sql)",
            "server closed the connection unexpectedly");
    assertThat(project.statuses())
        .containsEntry("model.shaken.whole", "error")
        .containsEntry("snapshot.shaken.kept", "skipped")
        .containsEntry("model.shaken.replaced", "success")
        .containsEntry("model.shaken.whole_next", "success");
    project.awaitQuiet();
    assertThat(project.contents().keySet()).noneMatch(name -> name.contains("__dbt_"));
  }

  @Test
  @Tag("slow")
  @Timeout(300)
  void aRetryAfterCutsAtAnyMomentLeavesWhatAnUndisturbedBuildLeaves() throws Exception {
    shake(3, 11);
  }

  @Test
  @Tag("nightly")
  void aRetryAfterAnyOfAHundredCutsLeavesWhatAnUndisturbedBuildLeaves() throws Exception {
    shake(50, System.nanoTime());
  }

  private void shake(int rounds, long seed) throws Exception {
    var random = new Random(seed);
    var calm = new ShakenProject(server, server.port(), "calm", folder.resolve("calm"));
    long start = System.nanoTime();
    for (int day = 1; day <= 2; day++) {
      ShakenProject.Ended ended = calm.dbt(ShakenProject.build(day));
      assertThat(ended.code()).as(ended.said()).isZero();
    }
    Duration longest = Duration.ofNanos((System.nanoTime() - start) / 2);
    Map<String, Contents.Relation> undisturbed = calm.contents();
    for (int round = 1; round <= rounds; round++) {
      var faults = new StringBuilder("seed %d, round %d, ".formatted(seed, round));
      var project = new ShakenProject(server, line.port(), "shaken", folder.resolve("shaken"));
      for (int day = 1; day <= 2; day++) {
        project.forget();
        disturbed(project, day, fault(random, longest, faults));
        project.awaitQuiet();
        var retried = project.isCutOff() || failed(project) ? project.retry(day) : ended();
        assertThat(retried.code()).as("%s%n%s", faults, retried.said()).isZero();
      }

      assertThat(project.contents().keySet()).as(faults.toString()).isEqualTo(undisturbed.keySet());
      project
          .contents()
          .forEach((name, relation) ->
              assertThat(relation).as("%s %s", name, faults).isEqualTo(undisturbed.get(name)));
    }
  }

  private static boolean failed(ShakenProject project) {
    return !project.statuses().values().stream()
        .allMatch(status -> status.equals("success") || status.equals("pass"));
  }

  private static ShakenProject.Ended ended() {
    return new ShakenProject.Ended(0, "");
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  /// Two cuts: each at a moment, or in the middle of an answer after that moment.
  private Step fault(Random random, Duration longest, StringBuilder told) {
    long first = random.nextLong(longest.toMillis() / 2);
    long second = random.nextLong(longest.toMillis() / 2);
    long bytes = random.nextBoolean() ? random.nextLong(4_000) : -1;
    told.append("cut after %d ms and %d ms, %d bytes; ".formatted(first, second, bytes));
    return () -> {
      for (long moment : List.of(first, second)) {
        TimeUnit.MILLISECONDS.sleep(moment);
        if (bytes < 0) {
          line.cut();
        } else {
          line.cutAfter(bytes);
        }
      }
    };
  }

  private void disturbed(ShakenProject project, int day, Step fault) throws Exception {
    ShakenProject.Ended _ = meanwhile(() -> project.dbt(ShakenProject.build(day)), fault);
    line.cutAfter(Long.MAX_VALUE);
  }

  /// Does something while a build is at work, and waits for the end of both.
  private static ShakenProject.Ended meanwhile(Callable<ShakenProject.Ended> build, Step other)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ShakenProject.Ended> ended = threads.submit(build);
      other.run();
      return ended.get();
    }
  }

  private void awaitStatement(String text) throws SQLException {
    try (Connection observer = server.connect();
        var statement =
            observer.prepareStatement(
                """
                select count(*), pg_sleep(0.02) from pg_stat_activity
                where state = 'active' and query like ? and pid <> pg_backend_pid()
                """)) {
      statement.setString(1, "%" + text + "%");
      boolean isThere = false;
      Instant deadline = Instant.now().plusSeconds(60);
      while (!isThere && Instant.now().isBefore(deadline)) {
        try (var found = statement.executeQuery()) {
          found.next();
          isThere = found.getInt(1) > 0;
        }
      }
    }
  }
}
