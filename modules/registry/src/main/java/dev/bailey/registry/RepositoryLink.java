package dev.bailey.registry;

import java.time.Instant;
import java.util.Optional;

/// What ties a project to its repository: dbt Cloud's `repository`.
public record RepositoryLink(
    RepositoryId id,
    ProjectId project,
    RepositorySettings settings,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> deletedAt) {

  /// The link with other settings.
  public RepositoryLink changed(RepositorySettings other, Instant at) {
    return new RepositoryLink(id, project, other, createdAt, at, deletedAt);
  }

  /// The link, deleted.
  public RepositoryLink deleted(Instant at) {
    return new RepositoryLink(id, project, settings, createdAt, at, Optional.of(at));
  }

  /// Whether it is in force.
  public boolean active() {
    return deletedAt.isEmpty();
  }
}
