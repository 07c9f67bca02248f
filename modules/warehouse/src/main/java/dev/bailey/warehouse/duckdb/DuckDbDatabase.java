package dev.bailey.warehouse.duckdb;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.warehouse.settings.DuckDbSettings;
import dev.bailey.warehouse.settings.DuckDbSettings.Attached;
import dev.bailey.warehouse.settings.DuckDbSettings.Reach;
import dev.bailey.warehouse.settings.DuckDbSettings.Store;
import dev.bailey.warehouse.settings.FileKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/// One open database: the connection that keeps it open, from which sessions get theirs.
///
/// An encrypted file is attached to a database in memory, because DuckDB takes a key only when
/// attaching. What may not leave this process is locked in before any SQL of a user runs: see
/// docs/decisions/0402.
final class DuckDbDatabase implements AutoCloseable {
  private final DuckDbSettings settings;
  private final DuckDBConnection root;

  private DuckDbDatabase(DuckDbSettings settings, DuckDBConnection root) {
    this.settings = settings;
    this.root = root;
  }

  static DuckDbDatabase open(DuckDbSettings settings) {
    try {
      makeFolder(settings.store());
      // Not by way of DriverManager, which would load every other driver first.
      var connection = new DuckDBDriver().connect(url(settings.store()), options(settings));
      var root = connection.unwrap(DuckDBConnection.class);
      try {
        prepare(root, settings);
      } catch (SQLException e) {
        root.close();
        throw e;
      }
      return new DuckDbDatabase(settings, root);
    } catch (SQLException e) {
      throw new WarehouseException(
          WarehouseException.Kind.UNREACHABLE, DuckDbErrors.text(e, settings), e);
    } catch (IOException e) {
      throw new WarehouseException(
          WarehouseException.Kind.UNREACHABLE, "cannot make the folder of the database", e);
    }
  }

  private static void makeFolder(Store store) throws IOException {
    if (store instanceof Store.SealedFile(Path path, FileKey _) && path.getParent() != null) {
      Files.createDirectories(path.getParent());
    }
  }

  private static String url(Store store) {
    return switch (store) {
      case Store.Memory _, Store.SealedFile _ -> "jdbc:duckdb:";
      case Store.PlainFile(Path path) -> "jdbc:duckdb:" + path.toAbsolutePath();
    };
  }

  private static Properties options(DuckDbSettings settings) {
    var properties = new Properties();
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    if (settings.reach() == Reach.NOTHING) {
      // What does not fit into memory would be spilled in the clear, or under a weak key.
      properties.setProperty("temp_directory", "");
    }
    settings.options().forEach(properties::setProperty);
    return properties;
  }

  private static void prepare(DuckDBConnection root, DuckDbSettings settings) throws SQLException {
    try (var statement = root.createStatement()) {
      for (String sql : preparations(settings)) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> preparations(DuckDbSettings settings) {
    var all = new ArrayList<String>();
    settings.extensions().forEach(extension -> all.add("LOAD " + name(extension)));
    settings
        .settings()
        .forEach((key, value) -> all.add("SET GLOBAL " + name(key) + " = " + text(value)));
    if (settings.store() instanceof Store.SealedFile(Path path, FileKey key)) {
      all.add("SET GLOBAL force_mbedtls_unsafe = 'true'");
      all.add(
          "ATTACH %s AS %s (ENCRYPTION_KEY '%s', ENCRYPTION_CIPHER 'GCM')"
              .formatted(text(path.toString()), name(settings.database()), key.reveal()));
    }
    settings.attached().forEach(other -> all.add(attach(other)));
    if (settings.reach() == Reach.NOTHING) {
      all.addAll(LOCKS);
    }
    return all;
  }

  /// What a server's SQL may not do; the last one makes the others final.
  private static final List<String> LOCKS =
      List.of(
          "SET GLOBAL autoinstall_known_extensions = false",
          "SET GLOBAL autoload_known_extensions = false",
          "SET GLOBAL allow_community_extensions = false",
          "SET GLOBAL allow_persistent_secrets = false",
          "SET GLOBAL enable_external_access = false",
          "SET GLOBAL allowed_configs = ['schema', 'search_path', 'timezone', 'threads', 'jdbc_stream_results']",
          "SET GLOBAL lock_configuration = true");

  private static String attach(Attached other) {
    var options = new ArrayList<String>();
    other.type().ifPresent(type -> options.add("TYPE " + name(type)));
    if (other.readOnly()) {
      options.add("READ_ONLY");
    }
    return "ATTACH IF NOT EXISTS "
        + text(other.path())
        + other.alias().map(alias -> " AS " + name(alias)).orElse("")
        + (options.isEmpty() ? "" : " (" + String.join(", ", options) + ")");
  }

  DuckDbSettings settings() {
    return settings;
  }

  /// A connection of its own for a session: temporary tables and variables are not shared.
  DuckDBConnection duplicate() throws SQLException {
    DuckDBConnection fresh = root.duplicate().unwrap(DuckDBConnection.class);
    if (settings.store() instanceof Store.SealedFile) {
      try (var statement = fresh.createStatement()) {
        statement.execute("USE " + name(settings.database()));
      } catch (SQLException e) {
        fresh.close();
        throw e;
      }
    }
    return fresh;
  }

  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw new WarehouseException(
          WarehouseException.Kind.UNREACHABLE, DuckDbErrors.text(e, settings), e);
    }
  }
}
