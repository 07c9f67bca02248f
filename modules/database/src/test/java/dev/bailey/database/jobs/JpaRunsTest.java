package dev.bailey.database.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.database.TestHome;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.jobs.Jobs;
import dev.bailey.jobs.retention.RunHistory;
import dev.bailey.jobs.retention.RunHistoryContract;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.Runs;
import dev.bailey.jobs.run.RunsContract;
import dev.bailey.jobs.run.Trigger;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JpaRunsTest implements RunsContract, RunHistoryContract {
  @TempDir Path directory;
  private TestHome home;

  @BeforeEach
  void open() {
    home = TestHome.at(directory, JobRows.all());
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Override
  public Runs runs() {
    return new JpaRuns(home.database());
  }

  @Override
  public RunHistory history() {
    return new JpaRuns(home.database());
  }

  @Override
  public Jobs jobs() {
    return new JpaJobs(home.database());
  }

  @Override
  public Job job() {
    return new JpaJobs(home.database())
        .add(
            new ProjectId(1),
            new EnvironmentId(1),
            JobDefinition.of("nightly", "dbt build"),
            RunsContract.NOON);
  }

  @Test
  void ofManyWhoClaimARunAtOnceOneGetsIt() {
    var trigger = Trigger.of("try it", Trigger.Category.UI, "ada");
    Run run = runs().add(job(), trigger, Optional.empty(), NOON);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var claims =
          IntStream.range(0, 8)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> runs().claim(run.id(), NOON), threads))
              .toList();

      assertThat(claims.stream().map(CompletableFuture::join).filter(Optional::isPresent))
          .hasSize(1);
    }
  }
}
