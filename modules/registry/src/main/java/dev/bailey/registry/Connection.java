package dev.bailey.registry;

import java.time.Instant;
import java.util.Optional;

/// A way to a warehouse, shared by the projects of the account. Who enters is in [Credentials].
public record Connection(
    ConnectionId id,
    ConnectionDefinition definition,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> deletedAt) {

  /// The connection with another definition.
  public Connection redefined(ConnectionDefinition changed, Instant at) {
    return new Connection(id, changed, createdAt, at, deletedAt);
  }

  /// The connection, deleted.
  public Connection deleted(Instant at) {
    return new Connection(id, definition, createdAt, at, Optional.of(at));
  }

  /// Whether it may be used.
  public boolean active() {
    return deletedAt.isEmpty();
  }
}
