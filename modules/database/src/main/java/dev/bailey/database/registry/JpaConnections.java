package dev.bailey.database.registry;

import dev.bailey.database.Database;
import dev.bailey.database.Seals;
import dev.bailey.registry.Connection;
import dev.bailey.registry.ConnectionDefinition;
import dev.bailey.registry.ConnectionId;
import dev.bailey.registry.Connections;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Connections in the table `connection`.
public final class JpaConnections implements Connections {
  private final Database database;
  private final Seals seals;

  public JpaConnections(Database database, Seals seals) {
    this.database = database;
    this.seals = seals;
  }

  @Override
  public Connection add(ConnectionDefinition definition, Instant at) {
    return database.callInTransaction(em -> {
      var row = ConnectionRow.of(at);
      em.persist(row);
      row.define(definition, seals);
      return row.toConnection(seals);
    });
  }

  @Override
  public Optional<Connection> find(ConnectionId id) {
    return database.callInTransaction(em ->
        Optional.ofNullable(em.find(ConnectionRow.class, id.value()))
            .map(row -> row.toConnection(seals)));
  }

  @Override
  public List<Connection> list() {
    return database.callInTransaction(em ->
        em.createQuery(
                "select c from ConnectionRow c where c.deletedAt is null order by c.id",
                ConnectionRow.class)
            .getResultStream()
            .map(row -> row.toConnection(seals))
            .toList());
  }

  @Override
  public void save(Connection connection) {
    database.runInTransaction(em ->
        Optional.ofNullable(em.find(ConnectionRow.class, connection.id().value()))
            .orElseThrow(() -> new IllegalArgumentException("no connection " + connection.id()))
            .take(connection, seals));
  }
}
