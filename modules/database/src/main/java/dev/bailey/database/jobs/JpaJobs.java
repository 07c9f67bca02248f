package dev.bailey.database.jobs;

import dev.bailey.database.Database;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.jobs.JobId;
import dev.bailey.jobs.Jobs;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Jobs in the table `job`.
public final class JpaJobs implements Jobs {
  private final Database database;

  public JpaJobs(Database database) {
    this.database = database;
  }

  @Override
  public Job add(
      ProjectId project, EnvironmentId environment, JobDefinition definition, Instant at) {
    return database.callInTransaction(em -> {
      var row = JobRow.of(project, environment, definition, at);
      em.persist(row);
      return row.toJob();
    });
  }

  @Override
  public Optional<Job> find(JobId id) {
    return database.callInTransaction(
        em -> Optional.ofNullable(em.find(JobRow.class, id.value())).map(JobRow::toJob));
  }

  @Override
  public List<Job> list() {
    return database.callInTransaction(em ->
        em.createQuery(
                "select j from JobRow j where j.deletedAt is null order by j.id", JobRow.class)
            .getResultStream()
            .map(JobRow::toJob)
            .toList());
  }

  @Override
  public void save(Job job) {
    database.runInTransaction(em ->
        Optional.ofNullable(em.find(JobRow.class, job.id().value()))
            .orElseThrow(() -> new IllegalArgumentException("no job " + job.id()))
            .take(job));
  }
}
