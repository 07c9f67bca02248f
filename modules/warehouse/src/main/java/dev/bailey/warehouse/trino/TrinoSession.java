package dev.bailey.warehouse.trino;

import dev.bailey.engine.adapter.Response;
import dev.bailey.engine.adapter.Result;
import dev.bailey.engine.adapter.Rows;
import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.warehouse.dispatch.Link;
import dev.bailey.warehouse.settings.TrinoSettings;
import io.trino.jdbc.$internal.client.ClientSession;
import io.trino.jdbc.$internal.client.QueryError;
import io.trino.jdbc.$internal.client.QueryStatusInfo;
import io.trino.jdbc.$internal.client.StatementClient;
import io.trino.jdbc.$internal.client.StatementClientFactory;
import io.trino.jdbc.$internal.okhttp3.OkHttpClient;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A session in a Trino. Each statement commits by itself, as in dbt-trino: `begin` and `commit` do
/// nothing.
final class TrinoSession implements Link {
  private final TrinoHttp http;
  private final TrinoSettings settings;
  private final long rowBytes;
  private final Object lock = new Object();
  private ClientSession state;
  private @Nullable StatementClient running;
  private @Nullable WarehouseException refusal;
  private boolean cancelled;
  private boolean closed;

  TrinoSession(TrinoHttp http, TrinoSettings settings, long rowBytes) {
    this.http = http;
    this.settings = settings;
    this.rowBytes = rowBytes;
    this.state = SessionState.start(settings, http.server());
  }

  /// The server takes one statement at a time, and no semicolon after it.
  @Override
  public Result execute(Statement statement) {
    synchronized (lock) {
      cancelled = false;
    }
    List<String> parts = Statements.split(statement.sql());
    if (parts.isEmpty()) {
      return new Result(new Response("SUCCESS", "", -1), Rows.none());
    }
    for (String part : parts.subList(0, parts.size() - 1)) {
      perform(part, new Collector.Nothing());
    }
    String last = parts.getLast();
    Collector collector =
        statement.fetch()
            ? new Collector.All(statement.limit(), rowBytes)
            : new Collector.Nothing();
    return perform(bound(last, statement.bindings()), collector);
  }

  private String bound(String sql, List<Object> values) {
    if (values.isEmpty()) {
      return sql;
    }
    return settings.bindsOnServer() ? Literals.beside(sql, values) : Literals.inside(sql, values);
  }

  private Result perform(String sql, Collector collector) {
    try (StatementClient client = start(sql)) {
      while (client.isRunning()) {
        collector.take(client);
        client.advance();
      }
      state = SessionState.after(client, state);
      return new Result(response(client), collector.rows());
    } catch (WarehouseException e) {
      throw e;
    } catch (RuntimeException e) {
      throw stopped().orElseGet(() -> TrinoErrors.executing(e, settings));
    } finally {
      ended();
    }
  }

  private StatementClient start(String sql) {
    refuseWhenClosed();
    OkHttpClient requests = http.client(this::refuse);
    StatementClient client =
        StatementClientFactory.newStatementClient(requests, requests, state, sql);
    synchronized (lock) {
      running = client;
      if (cancelled || closed) {
        client.close();
      }
    }
    return client;
  }

  /// Ends the statement for a reason of our own.
  private void refuse(WarehouseException why) {
    synchronized (lock) {
      refusal = why;
      if (running != null) {
        running.close();
      }
    }
  }

  private void refuseWhenClosed() {
    synchronized (lock) {
      refusal = null;
      if (closed) {
        throw new WarehouseException(Kind.UNREACHABLE, "connection already closed");
      }
      if (cancelled) {
        throw TrinoErrors.cancelled();
      }
    }
  }

  private void ended() {
    synchronized (lock) {
      running = null;
    }
  }

  /// Why we stopped the statement, if we did.
  private Optional<WarehouseException> stopped() {
    synchronized (lock) {
      return Optional.ofNullable(refusal)
          .or(() -> cancelled || closed ? Optional.of(TrinoErrors.cancelled()) : Optional.empty());
    }
  }

  private Response response(StatementClient client) {
    if (client.isClientAborted() || !client.isFinished()) {
      throw stopped().orElseGet(TrinoErrors::cancelled);
    }
    QueryStatusInfo status = client.finalStatusInfo();
    QueryError error = status.getError();
    if (error != null) {
      throw TrinoErrors.refused(error, status.getId());
    }
    OptionalLong count = status.getUpdateCount();
    return new Response(
        message(status.getUpdateType(), count),
        "",
        count.orElse(-1),
        status.getId(),
        client.getQuery());
  }

  /// What dbt shows: `CREATE TABLE (3 rows)`, and of a query `SUCCESS`.
  private static String message(@Nullable String type, OptionalLong count) {
    if (type == null) {
      return "SUCCESS";
    }
    return count.isEmpty() ? type : "%s (%d rows)".formatted(type, count.getAsLong());
  }

  @Override
  public void begin() {}

  @Override
  public void commit() {}

  @Override
  public void rollback() {}

  @Override
  public boolean inTransaction() {
    return false;
  }

  /// The server drops the query, by its id.
  @Override
  public void cancel() {
    synchronized (lock) {
      cancelled = true;
      if (running != null) {
        running.close();
      }
    }
  }

  @Override
  public void reset() {
    state = SessionState.start(settings, http.server());
  }

  @Override
  public void abort() {
    close();
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (running != null) {
        running.close();
      }
    }
  }
}
