package dev.bailey.appliance.oracle;

import dev.bailey.testkit.PostgresServer;
import dev.bailey.testkit.TrinoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/// An empty warehouse for one engine after the other, always by the same name, so that whatever
/// names it may be compared as it stands.
sealed interface Ground extends AutoCloseable {
  /// Makes it empty.
  void clear();

  /// The text of `profiles.yml` for it.
  String profile(String name);

  /// What it holds.
  Map<String, Contents.Relation> contents();

  @Override
  void close();

  static Ground of(String type, Path folder) {
    return switch (type) {
      case "duckdb" -> new DuckDb(folder.resolve("warehouse.duckdb"));
      case "postgres" -> new Postgres(PostgresServer.start());
      default -> throw new IllegalArgumentException(type);
    };
  }

  /// A DuckDB file.
  record DuckDb(Path file) implements Ground {
    @Override
    public void clear() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String profile(String name) {
      return """
      %s:
        target: dev
        outputs:
          dev: {type: duckdb, path: '%s', schema: analytics, threads: 4}
      """
          .formatted(name, file);
    }

    @Override
    public Map<String, Contents.Relation> contents() {
      var properties = new Properties();
      properties.setProperty("duckdb.read_only", "true");
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, properties)) {
        return Contents.of(connection);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {}
  }

  /// A database of a PostgreSQL server.
  record Postgres(PostgresServer server) implements Ground {
    private static final String DATABASE = "compared";

    @Override
    public void clear() {
      try {
        server.run(
            "drop database if exists " + DATABASE + " with (force)", "create database " + DATABASE);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    /// One thread: of several that drop views with what depends on them, PostgreSQL may end one
    /// (`deadlock detected`), and then two builds differ by chance.
    @Override
    public String profile(String name) {
      return """
      %s:
        target: dev
        outputs:
          dev:
            type: postgres
            host: %s
            port: %d
            user: %s
            password: %s
            dbname: %s
            schema: analytics
            threads: 1
      """
          .formatted(
              name, server.host(), server.port(), server.user(), server.password(), DATABASE);
    }

    @Override
    public Map<String, Contents.Relation> contents() {
      try (Connection connection = server.connect(DATABASE)) {
        return Contents.of(connection);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /// A catalog of a Trino server, with all its schemas.
  record Trino(TrinoServer server) implements Ground {
    private Connection connect() throws SQLException {
      var properties = new Properties();
      properties.setProperty("user", "ann");
      return DriverManager.getConnection(
          "jdbc:trino://%s:%d/lake".formatted(server.host(), server.port()), properties);
    }

    @Override
    public void clear() {
      try (Connection connection = connect();
          var statement = connection.createStatement()) {
        var schemas = new ArrayList<String>();
        try (var found = statement.executeQuery("show schemas")) {
          while (found.next()) {
            schemas.add(found.getString(1));
          }
        }
        for (String schema : schemas) {
          if (!Set.of("information_schema", "system", "default").contains(schema)) {
            statement.execute("drop schema \"" + schema + "\" cascade");
          }
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String profile(String name) {
      return """
      %s:
        target: dev
        outputs:
          dev:
            type: trino
            method: none
            host: %s
            port: %d
            user: ann
            database: lake
            schema: main_s
            threads: 1
      """
          .formatted(name, server.host(), server.port());
    }

    @Override
    public Map<String, Contents.Relation> contents() {
      try (Connection connection = connect()) {
        return Contents.withPlainTypes(connection);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
