package dev.bailey.registry;

import java.time.Instant;
import java.util.Optional;

/// A project as it is kept: its definition, under an id, with its history.
///
/// @param deletedAt when it was deleted, or empty; a deleted project runs nothing, and its id is
///   never used again
public record Project(
    ProjectId id,
    ProjectDefinition definition,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> deletedAt) {

  /// The project with another definition.
  public Project redefined(ProjectDefinition changed, Instant at) {
    return new Project(id, changed, createdAt, at, deletedAt);
  }

  /// The project, deleted.
  public Project deleted(Instant at) {
    return new Project(id, definition, createdAt, at, Optional.of(at));
  }

  /// Whether it is there for users.
  public boolean active() {
    return deletedAt.isEmpty();
  }
}
