package dev.bailey.jobs.run;

import dev.bailey.jobs.InMemoryJobs;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;

class InMemoryRunsTest implements RunsContract {
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final Runs runs = new InMemoryRuns();

  @Override
  public Runs runs() {
    return runs;
  }

  @Override
  public Job job() {
    return jobs.add(
        new ProjectId(1), new EnvironmentId(1), JobDefinition.of("nightly", "dbt build"), NOON);
  }
}
