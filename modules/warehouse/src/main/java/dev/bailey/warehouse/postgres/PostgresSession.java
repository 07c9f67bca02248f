package dev.bailey.warehouse.postgres;

import dev.bailey.engine.adapter.Response;
import dev.bailey.engine.adapter.Result;
import dev.bailey.engine.adapter.Rows;
import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.warehouse.dispatch.Link;
import dev.bailey.warehouse.settings.PostgresSettings;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Parser;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/// A session in a PostgreSQL.
///
/// It talks to the driver's query executor rather than through JDBC's statements, because dbt needs
/// what JDBC has no word for: the text goes to the server exactly as it is (no escapes, no
/// placeholders, several statements at once), and the server's status line comes back exactly as it
/// is (`SELECT 100`).
final class PostgresSession implements Link {
  private static final int FLAGS =
      QueryExecutor.QUERY_SUPPRESS_BEGIN
          | QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
          | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS
          | QueryExecutor.QUERY_ONESHOT;

  private final PgConnection connection;
  private final Line line;
  private final PostgresSettings settings;
  private final long rowBytes;
  private final Object lock = new Object();
  private boolean running;
  private volatile boolean closed;

  PostgresSession(PgConnection connection, Line line, PostgresSettings settings, long rowBytes) {
    this.connection = connection;
    this.line = line;
    this.settings = settings;
    this.rowBytes = rowBytes;
  }

  /// Becomes the role that the settings name.
  void takeRole() {
    settings.role().ifPresent(role -> execute(PostgresConnector.role(role)));
  }

  @Override
  public Result execute(Statement statement) {
    starts();
    String sent = statement.sql();
    try {
      QueryExecutor executor = connection.getQueryExecutor();
      boolean bound = !statement.bindings().isEmpty();
      Query query = query(executor, statement.sql(), bound);
      ParameterList parameters = Bindings.bind(query, statement.bindings());
      sent = bound ? query.toString(parameters) : sent;
      refuseNul(sent);
      line.allow(statement.fetch() ? rowBytes : Long.MAX_VALUE);
      var answer = new Answer();
      int flags = statement.fetch() ? FLAGS : FLAGS | QueryExecutor.QUERY_NO_RESULTS;
      executor.execute(query, parameters, answer, 0, 0, flags);
      return result(statement, answer);
    } catch (SQLException e) {
      throw failed(e, sent);
    } finally {
      line.allow(Long.MAX_VALUE);
      ended();
    }
  }

  /// The protocol ends a text there, and PostgreSQL would complain of the protocol.
  private static void refuseNul(String sent) {
    if (sent.indexOf('\0') >= 0) {
      throw new WarehouseException(
          Kind.REFUSED, "A string literal cannot contain NUL (0x00) characters.");
    }
  }

  private static Query query(QueryExecutor executor, String sql, boolean bound)
      throws SQLException {
    boolean plainBackslashes = executor.getStandardConformingStrings();
    List<NativeQuery> whole =
        Parser.parseJdbcSql(sql, plainBackslashes, bound, false, false, false);
    return executor.wrap(whole);
  }

  private Result result(Statement statement, Answer answer) throws SQLException {
    Response response = answer.response();
    if (!statement.fetch()) {
      return new Result(response, Rows.none());
    }
    return new Result(response, answer.rows(connection, statement.limit(), rowBytes));
  }

  private WarehouseException failed(SQLException e, String sql) {
    WarehouseException failure = PostgresErrors.executing(e, sql, rowBytes);
    if (failure.kind() == Kind.UNREACHABLE || isDead()) {
      abort();
    }
    return failure;
  }

  private boolean isDead() {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  private void starts() {
    synchronized (lock) {
      if (closed) {
        throw PostgresConnector.closed();
      }
      running = true;
    }
  }

  /// After the last statement there is none that a cancel could reach by mistake, and so no need to
  /// wait for one that is on its way.
  private void ended() {
    if (!closed) {
      synchronized (lock) {
        running = false;
      }
    }
  }

  @Override
  public void begin() {
    execute(Statement.of("BEGIN", ""));
  }

  @Override
  public void commit() {
    if (inTransaction()) {
      execute(Statement.of("COMMIT", ""));
    }
  }

  @Override
  public void rollback() {
    if (inTransaction()) {
      execute(Statement.of("ROLLBACK", ""));
    }
  }

  /// What the server says, so that a `begin` inside a model counts.
  @Override
  public boolean inTransaction() {
    return !closed && connection.getTransactionState() != TransactionState.IDLE;
  }

  /// The server learns of it over a connection of its own, and answers when it has passed the word
  /// on. The lock keeps a cancel from reaching the statement after the one that was meant.
  @Override
  public void cancel() {
    synchronized (lock) {
      if (running && !closed) {
        try {
          connection.cancelQuery();
        } catch (SQLException e) {
          throw PostgresErrors.executing(e, "", rowBytes);
        }
      }
    }
  }

  @Override
  public void reset() {
    rollback();
    execute(Statement.of("DISCARD ALL", ""));
    takeRole();
  }

  @Override
  public void abort() {
    closed = true;
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is gone either way.
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone either way, with its transaction.
    }
  }
}
