package dev.bailey.warehouse.trino;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.registry.tls.TlsRefusal;
import dev.bailey.warehouse.settings.TrinoSettings;
import io.trino.jdbc.$internal.client.ClientException;
import io.trino.jdbc.$internal.client.QueryError;
import io.trino.jdbc.$internal.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/// Trino's errors as its Python client, and so dbt, shows them, and what they mean for us.
final class TrinoErrors {
  private TrinoErrors() {}

  /// The server refused a query.
  static WarehouseException refused(QueryError error, String queryId) {
    String text =
        "%s(type=%s, name=%s, message=\"%s\", query_id=%s)"
            .formatted(
                pythonName(error.getErrorType()),
                error.getErrorType(),
                error.getErrorName(),
                error.getMessage(),
                queryId);
    return new WarehouseException(kind(error.getErrorName()), text);
  }

  private static String pythonName(String type) {
    return switch (type) {
      case "USER_ERROR" -> "TrinoUserError";
      case "EXTERNAL" -> "TrinoExternalError";
      default -> "TrinoQueryError";
    };
  }

  private static Kind kind(String name) {
    return switch (name) {
      case "TABLE_NOT_FOUND", "SCHEMA_NOT_FOUND", "CATALOG_NOT_FOUND" -> Kind.MISSING;
      case "USER_CANCELED" -> Kind.CANCELLED;
      case "SERVER_SHUTTING_DOWN" -> Kind.UNREACHABLE;
      default -> Kind.REFUSED;
    };
  }

  /// A statement's query was cancelled by us.
  static WarehouseException cancelled() {
    return new WarehouseException(Kind.CANCELLED, "Query was cancelled");
  }

  /// The way to the server failed while it had a statement, or the server answered with something
  /// else than the protocol foresees.
  static WarehouseException executing(RuntimeException e, TrinoSettings settings) {
    Optional<WarehouseException> ours = cause(e, WarehouseException.class);
    if (ours.isPresent()) {
      return ours.get();
    }
    if (cause(e, JsonProcessingException.class).isPresent()) {
      return new WarehouseException(
          Kind.REFUSED,
          "%s:%d does not answer as Trino does. Is it a Trino server, and not something in front of it?"
              .formatted(settings.host(), settings.port()),
          e);
    }
    Optional<IOException> lost = cause(e, IOException.class);
    if (lost.isPresent()) {
      return connecting(lost.get(), settings);
    }
    String text = String.valueOf(e.getMessage());
    boolean login = e instanceof ClientException && text.startsWith("Authentication failed");
    return new WarehouseException(login ? Kind.LOGIN : Kind.REFUSED, text, e);
  }

  static WarehouseException connecting(IOException e, TrinoSettings settings) {
    String start =
        "connection to Trino at \"%s\", port %d failed: "
            .formatted(settings.host(), settings.port());
    var refusal = TlsRefusal.of(e, "`cert` of the connection");
    if (refusal.isPresent()) {
      return new WarehouseException(
          Kind.REFUSED, start + "TLS: " + refusal.get().of(settings.host()), e);
    }
    String why =
        cause(e, SocketTimeoutException.class).isPresent()
            ? "no answer came in time"
            : cause(e, ConnectException.class).isPresent()
                ? "Connection refused\n\tIs the server running on that host and port?"
                : String.valueOf(e.getMessage());
    return new WarehouseException(Kind.UNREACHABLE, start + why, e);
  }

  private static <T extends Throwable> Optional<T> cause(Throwable e, Class<T> kind) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return Optional.of(kind.cast(cause));
      }
    }
    return Optional.empty();
  }
}
