package dev.bailey.warehouse.postgres;

import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.warehouse.dispatch.Connector;
import dev.bailey.warehouse.dispatch.Link;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.settings.PostgresSettings;
import dev.bailey.warehouse.settings.PostgresSettings.Tls;
import dev.bailey.warehouse.settings.SslMode;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;

/// Connects to a PostgreSQL as dbt-postgres does: the driver's simple query protocol, in which one
/// text may hold several statements and nothing is prepared.
///
/// The server is asked to look every second whether we are still there while it works for us. So
/// the statement of a process that was killed ends, and lets go of its locks, before somebody goes
/// on with what it left.
public final class PostgresConnector implements Connector {
  private static final String WATCHFUL = "-c client_connection_check_interval=1000";

  /// How servers, and poolers before them, refuse a setting: unknown to it, impossible on its
  /// system, none that it lets through.
  private static final Set<String> REFUSED_SETTING = Set.of("42704", "22023", "08P01");

  private final PostgresSettings settings;
  private final EgressPolicy egress;
  private final long rowBytes;

  /// Whether the server can watch us: PostgreSQL 14 and newer, on most systems.
  private volatile boolean isWatchful = true;

  /// @param rowBytes how large a result may be in memory
  public PostgresConnector(PostgresSettings settings, EgressPolicy egress, long rowBytes) {
    this.settings = settings;
    this.egress = egress;
    this.rowBytes = rowBytes;
  }

  @Override
  public Link connect(String name) {
    InetSocketAddress address = egress.admit(settings.host(), settings.port());
    try {
      return connect(address, settings.tls());
    } catch (SQLException e) {
      return otherwise(e)
          .map(tls -> again(address, tls, e))
          .orElseThrow(() -> PostgresErrors.connecting(e, settings, address));
    }
  }

  /// What else libpq tries: `prefer` gives up encryption, and `allow` takes it up, when the server
  /// does not let the user in the first way.
  private Optional<Tls> otherwise(SQLException e) {
    boolean notThisWay = "28000".equals(e.getSQLState());
    return switch (settings.tls().mode().orElse(SslMode.PREFER)) {
      case PREFER ->
          notThisWay || PostgresErrors.isTls(e)
              ? Optional.of(with(SslMode.DISABLE))
              : Optional.empty();
      case ALLOW -> notThisWay ? Optional.of(with(SslMode.REQUIRE)) : Optional.empty();
      case DISABLE, REQUIRE, VERIFY_CA, VERIFY_FULL -> Optional.empty();
    };
  }

  private Tls with(SslMode mode) {
    Tls tls = settings.tls();
    return new Tls(Optional.of(mode), tls.certificate(), tls.key(), tls.rootCertificate());
  }

  private Link again(InetSocketAddress address, Tls tls, SQLException first) {
    try {
      return connect(address, tls);
    } catch (SQLException e) {
      throw PostgresErrors.connecting(first, settings, address);
    }
  }

  private Link connect(InetSocketAddress address, Tls tls) throws SQLException {
    try {
      return connected(address, tls);
    } catch (SQLException e) {
      if (!isWatchful || !REFUSED_SETTING.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      isWatchful = false;
      return connected(address, tls);
    }
  }

  private Link connected(InetSocketAddress address, Tls tls) throws SQLException {
    Line line = Line.of(settings, address, tls);
    var host = new HostSpec(settings.host(), settings.port());
    var connection = new PgConnection(new HostSpec[] {host}, properties(line), "jdbc:postgresql:");
    try {
      connection.setNetworkTimeout(Runnable::run, 0);
      var session = new PostgresSession(connection, line, settings, rowBytes);
      session.takeRole();
      return session;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private Properties properties(Line line) {
    var all = new Properties();
    all.setProperty("user", settings.user());
    all.setProperty("password", settings.password().reveal());
    all.setProperty("PGDBNAME", settings.database());
    all.setProperty("ApplicationName", settings.applicationName());
    // Only then is the name part of logging in, and outlives `discard all`.
    all.setProperty("assumeMinServerVersion", "9.4");
    all.setProperty("preferQueryMode", "simple");
    all.setProperty("sslmode", "disable");
    all.setProperty("gssEncMode", "disable");
    all.setProperty("connectTimeout", Integer.toString(settings.connectTimeout()));
    // Also while logging in: a server that accepts and never answers must not hold a run up.
    all.setProperty("socketTimeout", Integer.toString(settings.connectTimeout()));
    all.setProperty("cancelSignalTimeout", "5");
    all.setProperty("socketFactory", LineSockets.class.getName());
    all.put(Line.PROPERTY, line);
    String options =
        Stream.concat(
                settings
                    .searchPath()
                    .map(path -> "-c search_path=" + path.replace(" ", "\\ "))
                    .stream(),
                isWatchful ? Stream.of(WATCHFUL) : Stream.empty())
            .collect(Collectors.joining(" "));
    if (!options.isEmpty()) {
      all.setProperty("options", options);
    }
    return all;
  }

  @Override
  public int retries() {
    return settings.retries();
  }

  @Override
  public void close() {
    // Sessions close themselves; nothing is shared between them.
  }

  static Statement role(String role) {
    return Statement.of("set role " + role, "");
  }

  static WarehouseException closed() {
    return new WarehouseException(Kind.UNREACHABLE, "connection already closed");
  }
}
