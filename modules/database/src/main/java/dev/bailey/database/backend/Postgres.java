package dev.bailey.database.backend;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.bailey.database.DatabaseException;
import dev.bailey.registry.tls.TlsRefusal;
import dev.bailey.storage.backup.Part;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// An external PostgreSQL, which several nodes may share. It syncs before it acknowledges a commit,
/// so there is nothing to wait for afterwards.
public final class Postgres implements Backend {
  private final HikariDataSource pool;

  public Postgres(PostgresSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("bailey-postgres");
    config.setJdbcUrl(settings.url());
    config.setDataSourceProperties(settings.properties());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(1);
    config.setAutoCommit(false);
    // Whatever the server's default is: what we acknowledge is on its disk.
    config.setConnectionInitSql("set synchronous_commit = on");
    this.pool = connected(config, settings);
  }

  private static HikariDataSource connected(HikariConfig config, PostgresSettings settings) {
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw new DatabaseException(
          DatabaseException.Code.UNAVAILABLE,
          "the PostgreSQL of database_url cannot be entered: %s\nCheck database_url, database_user and database_password."
              .formatted(reason(e, settings)),
          e);
    }
  }

  private static String reason(Throwable e, PostgresSettings settings) {
    var refusal = TlsRefusal.of(e, "sslrootcert, a parameter of database_url");
    if (refusal.isPresent()) {
      return refusal.get().of(settings.hosts());
    }
    Throwable deepest = e;
    while (deepest.getCause() instanceof SQLException cause) {
      deepest = cause;
    }
    return String.valueOf(deepest.getMessage());
  }

  @Override
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public Map<String, String> dialect() {
    return Map.of("bytes", "bytea");
  }

  @Override
  public void created() {}

  @Override
  public void awaitDurable() {}

  @Override
  public Optional<Part> files() {
    return Optional.empty();
  }

  @Override
  public void close() {
    pool.close();
  }
}
