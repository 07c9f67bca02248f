package dev.bailey.warehouse.postgres;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.warehouse.dispatch.Connector;
import dev.bailey.warehouse.dispatch.Link;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.settings.PostgresSettings;

/// Connects to a PostgreSQL.
public final class PostgresConnector implements Connector {
  private final PostgresSettings settings;

  /// @param rowBytes how large a result may be in memory
  public PostgresConnector(PostgresSettings settings, EgressPolicy egress, long rowBytes) {
    this.settings = settings;
  }

  @Override
  public Link connect(String name) {
    throw new WarehouseException(WarehouseException.Kind.UNREACHABLE, "not yet");
  }

  @Override
  public int retries() {
    return settings.retries();
  }

  @Override
  public void close() {}
}
