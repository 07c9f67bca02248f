package dev.bailey.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps connections. What every keeper must do is in `ConnectionsContract`.
public interface Connections {

  /// Keeps a new connection, under an id of its own.
  Connection add(ConnectionDefinition definition, Instant at);

  /// The connection, also when it is deleted.
  Optional<Connection> find(ConnectionId id);

  /// All connections that are not deleted, by id.
  List<Connection> list();

  /// Replaces the connection of the same id.
  ///
  /// @throws IllegalArgumentException when there is none
  void save(Connection connection);
}
