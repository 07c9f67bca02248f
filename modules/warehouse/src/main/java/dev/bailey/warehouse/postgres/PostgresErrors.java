package dev.bailey.warehouse.postgres;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.registry.tls.TlsRefusal;
import dev.bailey.warehouse.dispatch.RowBudget;
import dev.bailey.warehouse.settings.PostgresSettings;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// PostgreSQL's errors as psycopg, and so dbt, shows them, and what they mean for us.
final class PostgresErrors {
  private PostgresErrors() {}

  /// A statement failed.
  ///
  /// @param sql as it was sent, for the line that the error points at
  static WarehouseException executing(SQLException e, String sql, long rowBytes) {
    if (causedBy(e, Line.TooMuch.class)) {
      return RowBudget.tooLarge(rowBytes);
    }
    Optional<ServerErrorMessage> server = server(e);
    if (server.isEmpty()) {
      return lost(e);
    }
    String text = ErrorText.of(server.get(), sql);
    return new WarehouseException(kind(state(e), text), text, e);
  }

  private static Kind kind(String state, String text) {
    return switch (state) {
      case "57014" -> text.contains("user request") ? Kind.CANCELLED : Kind.REFUSED;
      case "57P01", "57P02", "57P03", "57P05" -> Kind.UNREACHABLE;
      default -> state.startsWith("08") ? Kind.UNREACHABLE : Kind.REFUSED;
    };
  }

  /// The driver failed without a word of the server's. Mistakes in a statement that the driver
  /// finds itself, such as a missing binding, leave the connection whole.
  private static WarehouseException lost(SQLException e) {
    return state(e).startsWith("08") || causedBy(e, java.io.IOException.class)
        ? new WarehouseException(
            Kind.UNREACHABLE,
            """
            server closed the connection unexpectedly
            \tThis probably means the server terminated abnormally
            \tbefore or while processing the request.\
            """,
            e)
        : new WarehouseException(Kind.REFUSED, String.valueOf(e.getMessage()), e);
  }

  /// Connecting or logging in failed.
  static WarehouseException connecting(
      SQLException e, PostgresSettings settings, InetSocketAddress address) {
    String start =
        "connection to server at \"%s\"%s, port %d failed: "
            .formatted(settings.host(), resolved(settings, address), settings.port());
    Optional<ServerErrorMessage> server = server(e);
    if (server.isPresent()) {
      String text = server.get().getSeverity() + ":  " + server.get().getMessage();
      return new WarehouseException(connectingKind(state(e)), start + text, e);
    }
    return unconnected(e, start, settings);
  }

  private static Kind connectingKind(String state) {
    return switch (state) {
      case "28P01", "28000" -> Kind.LOGIN;
      case "53300", "57P03" -> Kind.UNREACHABLE;
      default -> Kind.REFUSED;
    };
  }

  private static WarehouseException unconnected(
      SQLException e, String start, PostgresSettings settings) {
    var refusal = TlsRefusal.of(e, "`sslrootcert` of the connection");
    if (refusal.isPresent()) {
      return new WarehouseException(
          Kind.REFUSED, start + "SSL error: " + refusal.get().of(settings.host()), e);
    }
    String why;
    if (causedBy(e, SocketTimeoutException.class)) {
      why =
          "timeout expired\n\tNo answer came within connect_timeout (%d seconds)."
              .formatted(settings.connectTimeout());
    } else if (causedBy(e, ConnectException.class)) {
      why =
          "Connection refused\n"
              + "\tIs the server running on that host and accepting TCP/IP connections?";
    } else {
      why = deepest(e);
    }
    boolean wayward = "08004".equals(state(e)) || why.contains("SSL was required");
    return new WarehouseException(wayward ? Kind.REFUSED : Kind.UNREACHABLE, start + why, e);
  }

  static boolean isTls(SQLException e) {
    return causedBy(e, SSLException.class);
  }

  private static String resolved(PostgresSettings settings, InetSocketAddress address) {
    String numeric = address.getAddress().getHostAddress();
    return settings.host().equals(numeric) ? "" : " (" + numeric + ")";
  }

  private static Optional<ServerErrorMessage> server(SQLException e) {
    return e instanceof PSQLException error
        ? Optional.ofNullable(error.getServerErrorMessage())
        : Optional.empty();
  }

  private static String state(SQLException e) {
    return Optional.ofNullable(e.getSQLState()).orElse("");
  }

  private static boolean causedBy(Throwable e, Class<? extends Throwable> kind) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String deepest(Throwable e) {
    Throwable deepest = e;
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      deepest = cause;
    }
    return String.valueOf(deepest.getMessage());
  }
}
