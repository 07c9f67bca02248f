package dev.bailey.registry;

import java.time.Instant;
import java.util.Optional;

/// The ground on which a project's jobs or its developers work.
public record Environment(
    EnvironmentId id,
    ProjectId project,
    EnvironmentDefinition definition,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> deletedAt) {

  /// The environment with another definition.
  public Environment redefined(EnvironmentDefinition changed, Instant at) {
    return new Environment(id, project, changed, createdAt, at, deletedAt);
  }

  /// The environment, deleted.
  public Environment deleted(Instant at) {
    return new Environment(id, project, definition, createdAt, at, Optional.of(at));
  }

  /// Whether it may be used.
  public boolean active() {
    return deletedAt.isEmpty();
  }
}
