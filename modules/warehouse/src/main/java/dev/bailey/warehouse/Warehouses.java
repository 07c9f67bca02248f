package dev.bailey.warehouse;

import dev.bailey.engine.adapter.Adapter;
import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.warehouse.dispatch.Connector;
import dev.bailey.warehouse.dispatch.Dispatch;
import dev.bailey.warehouse.dispatch.Figures;
import dev.bailey.warehouse.dispatch.Limits;
import dev.bailey.warehouse.dispatch.StatementAudit;
import dev.bailey.warehouse.duckdb.DuckDbAdapter;
import dev.bailey.warehouse.duckdb.DuckDbDatabases;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.postgres.PostgresAdapter;
import dev.bailey.warehouse.postgres.PostgresConnector;
import dev.bailey.warehouse.settings.ConnectionSettings;
import dev.bailey.warehouse.settings.DuckDbSettings;
import dev.bailey.warehouse.settings.PostgresSettings;
import dev.bailey.warehouse.settings.TrinoSettings;
import dev.bailey.warehouse.trino.TrinoAdapter;
import dev.bailey.warehouse.trino.TrinoConnector;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// All warehouses of this process: makes a [Warehouse] from settings, and sends every statement
/// through the route of its connection.
public final class Warehouses implements AutoCloseable {
  private final EgressPolicy egress;
  private final Dispatch dispatch;
  private final DuckDbDatabases databases = new DuckDbDatabases();

  public Warehouses(EgressPolicy egress, StatementAudit audit, InstantSource clock) {
    this.egress = egress;
    this.dispatch = new Dispatch(audit, clock);
  }

  /// The adapter of a kind of warehouse, by dbt's name for it.
  public static Optional<Adapter> adapter(String type) {
    return switch (type) {
      case "duckdb" -> Optional.of(new DuckDbAdapter());
      case "postgres" -> Optional.of(new PostgresAdapter());
      case "trino" -> Optional.of(new TrinoAdapter());
      default -> Optional.empty();
    };
  }

  /// A run's way to a warehouse; nothing is connected yet.
  ///
  /// @param connection whose route it takes; runs that name the same connection share its limits
  /// @param limits those of the connection from now on
  /// @param run who asks, for fairness between runs and for the audit
  public Warehouse warehouse(
      String connection, ConnectionSettings settings, Limits limits, String run) {
    return switch (settings) {
      case DuckDbSettings duckDb ->
          routed(connection, limits, new DuckDbAdapter(), connector(duckDb, limits), run);
      case PostgresSettings postgres ->
          routed(connection, limits, new PostgresAdapter(), connector(postgres, limits), run);
      case TrinoSettings trino ->
          routed(connection, limits, new TrinoAdapter(), connector(trino, limits), run);
    };
  }

  private Connector connector(DuckDbSettings settings, Limits limits) {
    return databases.connector(settings, limits.rowBytes());
  }

  private Connector connector(PostgresSettings settings, Limits limits) {
    return new PostgresConnector(settings, egress, limits.rowBytes());
  }

  private Connector connector(TrinoSettings settings, Limits limits) {
    return new TrinoConnector(settings, egress, limits.rowBytes());
  }

  private Warehouse routed(
      String connection, Limits limits, Adapter adapter, Connector connector, String run) {
    return dispatch.warehouse(connection, limits, adapter, connector, run);
  }

  /// Every connection that was used, in figures.
  public List<Figures> figures() {
    return dispatch.figures();
  }

  /// Ends everything; databases inside this process are closed in good order.
  @Override
  public void close() {
    dispatch.close();
    databases.close();
  }
}
