package dev.bailey.jobs.run;

import dev.bailey.jobs.InMemoryJobs;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.jobs.Jobs;
import dev.bailey.jobs.retention.RunHistory;
import dev.bailey.jobs.retention.RunHistoryContract;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;

class InMemoryRunsTest implements RunsContract, RunHistoryContract {
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryRuns runs = new InMemoryRuns(jobs);

  @Override
  public Runs runs() {
    return runs;
  }

  @Override
  public RunHistory history() {
    return runs;
  }

  @Override
  public Jobs jobs() {
    return jobs;
  }

  @Override
  public Job job() {
    return jobs.add(
        new ProjectId(1),
        new EnvironmentId(1),
        JobDefinition.of("nightly", "dbt build"),
        RunsContract.NOON);
  }
}
