package dev.bailey.warehouse.duckdb;

import dev.bailey.engine.adapter.Response;
import dev.bailey.engine.adapter.Result;
import dev.bailey.engine.adapter.Rows;
import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.warehouse.dispatch.Link;
import dev.bailey.warehouse.dispatch.RowBudget;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/// A session in a DuckDB of this process. Its transactions are plain SQL, as dbt-duckdb has them.
///
/// Outside of transactions rows are computed as they are read: otherwise the driver holds the whole
/// result in memory that no limit covers. The price is that the driver loses what goes wrong
/// meanwhile. It is found out by computing the rows once more and keeping none, which a
/// transaction, being aborted, does not allow.
final class DuckDbSession implements Link {
  private static final Response OK = new Response("OK", "", -1);

  private final DuckDbDatabase database;
  private final long rowBytes;
  private final Object lock = new Object();
  private DuckDBConnection connection;
  private java.sql.@Nullable Statement running;
  private boolean inTransaction;
  private boolean streaming = true;
  private boolean closed;

  DuckDbSession(DuckDbDatabase database, long rowBytes) {
    this.database = database;
    this.rowBytes = rowBytes;
    this.connection = connect();
  }

  private DuckDBConnection connect() {
    try {
      return database.duplicate();
    } catch (SQLException e) {
      throw new WarehouseException(Kind.UNREACHABLE, DuckDbErrors.text(e, database.settings()), e);
    }
  }

  @Override
  public Result execute(Statement statement) {
    if (!inTransaction) {
      stream(true);
    }
    return perform(statement);
  }

  private Result perform(Statement statement) {
    try {
      return statement.bindings().isEmpty() ? executePlain(statement) : executeBound(statement);
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains("No statements to execute")) {
        return new Result(OK, Rows.none());
      }
      throw isLost(e) ? found(statement, e) : DuckDbErrors.of(e, database.settings());
    }
  }

  private static boolean isLost(SQLException e) {
    return String.valueOf(e.getMessage()).contains("Invalid result set");
  }

  /// What went wrong with a statement, when the driver has lost it.
  private WarehouseException found(Statement lost, SQLException said) {
    var again = new Statement("EXPLAIN ANALYZE " + lost.sql(), lost.bindings(), false, -1, "");
    try {
      var _ = again.bindings().isEmpty() ? executePlain(again) : executeBound(again);
      return DuckDbErrors.of(said, database.settings());
    } catch (SQLException e) {
      return DuckDbErrors.ofOther(e, database.settings());
    }
  }

  private Result executePlain(Statement statement) throws SQLException {
    try (var plain = connection.createStatement()) {
      starts(plain);
      boolean rows = plain.execute(statement.sql());
      return result(statement, plain, rows);
    } finally {
      ended();
    }
  }

  private Result executeBound(Statement statement) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
      List<Object> bindings = statement.bindings();
      for (int i = 0; i < bindings.size(); i++) {
        prepared.setObject(i + 1, bindings.get(i));
      }
      starts(prepared);
      return result(statement, prepared, prepared.execute());
    } finally {
      ended();
    }
  }

  private void starts(java.sql.Statement statement) {
    synchronized (lock) {
      if (closed) {
        throw new WarehouseException(Kind.UNREACHABLE, "connection already closed");
      }
      running = statement;
    }
  }

  private void ended() {
    synchronized (lock) {
      running = null;
      if (closed) {
        closeQuietly(connection);
      }
    }
  }

  private Result result(Statement wanted, java.sql.Statement done, boolean rows)
      throws SQLException {
    if (rows) {
      try (ResultSet set = done.getResultSet()) {
        Rows read = wanted.fetch() ? fetch(set, wanted.limit()) : Rows.none();
        finish(set);
        return new Result(OK, read);
      }
    }
    long count = done.getLargeUpdateCount();
    return new Result(OK, wanted.fetch() && count >= 0 ? count(count) : Rows.none());
  }

  /// DuckDB computes rows as they are read, and an error in one that nobody reads is one for dbt.
  private static void finish(ResultSet set) throws SQLException {
    while (set.next()) {
      // The rows are of no interest.
    }
  }

  private Rows fetch(ResultSet set, int limit) throws SQLException {
    var values = new DuckDbValues(set);
    var budget = new RowBudget(rowBytes);
    var all = new ArrayList<List<@Nullable Object>>();
    while ((limit < 0 || all.size() < limit) && set.next()) {
      List<@Nullable Object> row = values.row();
      budget.spend(row);
      all.add(row);
    }
    return new Rows(values.columns(), all);
  }

  /// What DuckDB says of a statement that changed rows, when somebody reads it as a query.
  private static Rows count(long rows) {
    return new Rows(List.of(new Rows.Column("Count", "BIGINT")), List.of(List.<Object>of(rows)));
  }

  @Override
  public void begin() {
    if (database.settings().transactions()) {
      stream(false);
      perform(Statement.of("BEGIN", ""));
      inTransaction = true;
    }
  }

  @Override
  public void commit() {
    if (inTransaction) {
      inTransaction = false;
      perform(Statement.of("COMMIT", ""));
    }
  }

  @Override
  public void rollback() {
    if (inTransaction) {
      inTransaction = false;
      try {
        perform(Statement.of("ROLLBACK", ""));
      } catch (WarehouseException e) {
        // A statement of the user's may have ended the transaction already.
        if (!e.getMessage().contains("no transaction is active")) {
          throw e;
        }
      }
    }
  }

  /// Most statements follow others of their kind, so that this seldom has to be said.
  private void stream(boolean on) {
    if (streaming != on) {
      perform(
          Statement.of("SET SESSION %s = %s".formatted(DuckDBDriver.JDBC_STREAM_RESULTS, on), ""));
      streaming = on;
    }
  }

  @Override
  public boolean inTransaction() {
    return inTransaction;
  }

  @Override
  public void cancel() {
    synchronized (lock) {
      if (running != null) {
        interrupt(running);
      }
    }
  }

  private void interrupt(java.sql.Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw DuckDbErrors.of(e, database.settings());
    }
  }

  @Override
  public void reset() {
    inTransaction = false;
    DuckDBConnection fresh = connect();
    synchronized (lock) {
      closeQuietly(connection);
      connection = fresh;
      streaming = true;
      if (closed) {
        closeQuietly(fresh);
      }
    }
  }

  @Override
  public void abort() {
    cancel();
    synchronized (lock) {
      closed = true;
      if (running == null) {
        closeQuietly(connection);
      }
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      closeQuietly(connection);
    }
  }

  private static void closeQuietly(DuckDBConnection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone either way, with its transaction.
    }
  }
}
