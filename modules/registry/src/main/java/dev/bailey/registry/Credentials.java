package dev.bailey.registry;

import java.time.Instant;
import java.util.Optional;

/// Who enters the warehouse, and where a project's relations go there.
public record Credentials(
    CredentialsId id,
    ProjectId project,
    CredentialsDefinition definition,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> deletedAt) {

  /// The credentials with another definition.
  public Credentials redefined(CredentialsDefinition changed, Instant at) {
    return new Credentials(id, project, changed, createdAt, at, deletedAt);
  }

  /// The credentials, deleted.
  public Credentials deleted(Instant at) {
    return new Credentials(id, project, definition, createdAt, at, Optional.of(at));
  }

  /// Whether they may be used.
  public boolean active() {
    return deletedAt.isEmpty();
  }
}
