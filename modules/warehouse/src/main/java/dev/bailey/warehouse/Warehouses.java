package dev.bailey.warehouse;

import dev.bailey.engine.adapter.Adapter;
import dev.bailey.engine.adapter.RelationLocks;
import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.warehouse.dispatch.Asking;
import dev.bailey.warehouse.dispatch.Connector;
import dev.bailey.warehouse.dispatch.Dispatch;
import dev.bailey.warehouse.dispatch.Figures;
import dev.bailey.warehouse.dispatch.Limits;
import dev.bailey.warehouse.dispatch.StatementAudit;
import dev.bailey.warehouse.duckdb.DuckDbAdapter;
import dev.bailey.warehouse.duckdb.DuckDbDatabases;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.lock.LockPolicy;
import dev.bailey.warehouse.lock.LockTable;
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
  private final LockTable locks = new LockTable();
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

  /// A run's way to a warehouse; nothing is connected yet, and no relation is locked ever.
  ///
  /// @param connection whose route it takes; runs that name the same connection share its limits
  /// @param limits those of the connection from now on
  /// @param run who asks, for fairness between runs and for the audit
  public Warehouse warehouse(
      String connection, ConnectionSettings settings, Limits limits, String run) {
    return warehouse(connection, settings, limits, new Asking(run, RelationLocks.NONE));
  }

  /// The same for a run that must not write what another writes at the same time.
  ///
  /// @param policy what it does when another does
  public Warehouse warehouse(
      String connection,
      ConnectionSettings settings,
      Limits limits,
      String run,
      LockPolicy policy) {
    String server = settings.type() + " " + settings.server();
    return warehouse(connection, settings, limits, new Asking(run, locks.of(server, run, policy)));
  }

  private Warehouse warehouse(
      String connection, ConnectionSettings settings, Limits limits, Asking asking) {
    return switch (settings) {
      case DuckDbSettings duckDb ->
          dispatch.warehouse(
              connection, limits, new DuckDbAdapter(), connector(duckDb, limits), asking);
      case PostgresSettings postgres ->
          dispatch.warehouse(
              connection, limits, new PostgresAdapter(), connector(postgres, limits), asking);
      case TrinoSettings trino ->
          dispatch.warehouse(
              connection, limits, new TrinoAdapter(), connector(trino, limits), asking);
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
