package dev.bailey.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Connections in memory, for tests.
public final class InMemoryConnections implements Connections {
  private final Kept<Connection> kept = new Kept<>();

  @Override
  public Connection add(ConnectionDefinition definition, Instant at) {
    return kept.add(
        id -> new Connection(new ConnectionId(id), definition, at, at, Optional.empty()));
  }

  @Override
  public Optional<Connection> find(ConnectionId id) {
    return kept.find(id.value());
  }

  @Override
  public List<Connection> list() {
    return kept.all().stream().filter(Connection::active).toList();
  }

  @Override
  public void save(Connection connection) {
    kept.replace(connection.id().value(), connection);
  }
}
