package dev.bailey.engine.connection;

import dev.bailey.engine.Stop;
import dev.bailey.engine.adapter.Response;
import dev.bailey.engine.adapter.Result;
import dev.bailey.engine.adapter.Rows;
import dev.bailey.engine.adapter.Session;
import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.engine.adapter.WarehouseException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connections of one invocation, one for each of its threads. Asked to stop, it cancels what
/// runs in the warehouse and starts nothing more.
public final class Connections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final Warehouse warehouse;
  private final Stop stop;
  private final Watcher watcher;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

  /// Hears of every statement.
  public interface Watcher {

    /// A statement is about to run.
    void begins(String connection, String sql);

    /// A statement ended well.
    ///
    /// @param status what the warehouse says of it
    void ended(String connection, String status, Duration time);

    /// A statement was refused.
    void failed(String connection, String sql, WarehouseException failure);
  }

  public Connections(Warehouse warehouse, Stop stop, Watcher watcher) {
    this.warehouse = warehouse;
    this.stop = stop;
    this.watcher = watcher;
    stop.onRequest(this::cancelAll);
  }

  /// A connection for one thread; opens its session when a statement needs it.
  public Connection connection() {
    return new Connection(this);
  }

  private void cancelAll() {
    sessions.forEach(Session::cancel);
  }

  void refuseWhenStopped() {
    stop.reason()
        .ifPresent(reason -> {
          throw new WarehouseException(WarehouseException.Kind.CANCELLED, reason);
        });
  }

  Session open(String name) {
    Session session = warehouse.open(name);
    sessions.add(session);
    return session;
  }

  void reset(Session session) {
    session.reset();
  }

  void close(Session session) {
    sessions.remove(session);
    session.close();
  }

  /// Closes a session whose answers do not matter any more.
  void forget(Session session) {
    sessions.remove(session);
    try {
      session.close();
    } catch (WarehouseException e) {
      LOG.debug("closing a broken session", e);
    }
  }

  Result observed(Connection connection, String sql, Supplier<Result> work) {
    watcher.begins(connection.name(), sql);
    long start = System.nanoTime();
    try {
      Result result = work.get();
      watcher.ended(connection.name(), status(result.response()), since(start));
      return result;
    } catch (WarehouseException e) {
      watcher.failed(connection.name(), sql, e);
      if (e.kind() == WarehouseException.Kind.UNREACHABLE) {
        connection.discard();
      }
      throw e;
    }
  }

  void observedPlain(Connection connection, String sql, Runnable work) {
    observed(
        connection,
        sql,
        () -> {
          work.run();
          return new Result(new Response("OK", "", -1), Rows.none());
        });
  }

  private static String status(Response response) {
    return response.message().isEmpty() ? "OK" : response.message();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /// Ends all sessions.
  @Override
  public void close() {
    sessions.forEach(Session::close);
    sessions.clear();
  }
}
