package dev.bailey.registry;

import java.util.List;

/// What a user says of a connection.
///
/// @param type dbt's name of the adapter, such as `duckdb`, `postgres` or `trino`
/// @param fields the warehouse's address as in `profiles.yml`: `host`, `port`, `dbname`, `sslmode`
///   for PostgreSQL; `host`, `port`, `database`, `method` for Trino; `database` for DuckDB, which
///   names an encrypted file inside the home
public record ConnectionDefinition(String name, String type, Fields fields) {
  public ConnectionDefinition {
    Checks.name("a connection", name);
    if (!type.matches("[a-z][a-z0-9_]{0,49}")) {
      throw new IllegalArgumentException("no adapter has the name " + type);
    }
  }

  /// A DuckDB of this appliance's own.
  public static ConnectionDefinition duckdb(String name, String database) {
    return new ConnectionDefinition(name, "duckdb", Fields.none().with("database", database));
  }

  /// A PostgreSQL.
  public static ConnectionDefinition postgres(String name, String host, int port, String dbname) {
    return new ConnectionDefinition(
        name,
        "postgres",
        Fields.none().with("host", host).with("port", port).with("dbname", dbname));
  }

  /// Where on the network it leads; empty for a warehouse inside this process.
  public List<Destination> destinations() {
    return fields
        .text("host")
        .map(host -> List.of(new Destination(host, port())))
        .orElse(List.of());
  }

  private int port() {
    return fields.text("port").map(Integer::parseInt).orElse(5432);
  }
}
