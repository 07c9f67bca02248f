package dev.bailey.jobs;

import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps jobs. What every keeper must do is in `JobsContract`.
public interface Jobs {

  /// Keeps a new job, under an id of its own.
  Job add(ProjectId project, EnvironmentId environment, JobDefinition definition, Instant at);

  /// The job, also when it is deleted.
  Optional<Job> find(JobId id);

  /// All jobs that are not deleted, by id.
  List<Job> list();

  /// Replaces the job of the same id.
  ///
  /// @throws IllegalArgumentException when there is none
  void save(Job job);
}
