package dev.bailey.jobs;

import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import java.time.Instant;

/// A job as it is kept: its definition, under an id, with its history.
///
/// @param deletedAt when it was deleted, or empty; a deleted job starts no run and keeps its old
///   ones
public record Job(
    JobId id,
    ProjectId project,
    EnvironmentId environment,
    JobDefinition definition,
    Instant createdAt,
    Instant updatedAt,
    java.util.Optional<Instant> deletedAt) {

  /// The job with another definition, on another ground if need be.
  public Job redefined(EnvironmentId ground, JobDefinition changed, Instant at) {
    return new Job(id, project, ground, changed, createdAt, at, deletedAt);
  }

  /// The job, deleted.
  public Job deleted(Instant at) {
    return new Job(id, project, environment, definition, createdAt, at, java.util.Optional.of(at));
  }

  /// Whether runs may start.
  public boolean active() {
    return deletedAt.isEmpty();
  }
}
