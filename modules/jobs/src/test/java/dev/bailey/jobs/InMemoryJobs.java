package dev.bailey.jobs;

import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Jobs in memory, for tests.
public final class InMemoryJobs implements Jobs {
  private final Map<JobId, Job> kept = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  @Override
  public Job add(
      ProjectId project, EnvironmentId environment, JobDefinition definition, Instant at) {
    var id = new JobId(last.incrementAndGet());
    var job = new Job(id, project, environment, definition, at, at, Optional.empty());
    kept.put(id, job);
    return job;
  }

  @Override
  public Optional<Job> find(JobId id) {
    return Optional.ofNullable(kept.get(id));
  }

  @Override
  public List<Job> list() {
    return kept.values().stream()
        .filter(Job::active)
        .sorted(Comparator.comparingLong(job -> job.id().value()))
        .toList();
  }

  @Override
  public void save(Job job) {
    if (kept.replace(job.id(), job) == null) {
      throw new IllegalArgumentException("no job " + job.id());
    }
  }
}
