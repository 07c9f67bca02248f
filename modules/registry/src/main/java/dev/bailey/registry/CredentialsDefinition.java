package dev.bailey.registry;

/// What a user says of credentials.
///
/// @param type dbt's name of the adapter, such as `duckdb` or `postgres`
/// @param schema the default schema of relations
/// @param targetName what templates see as `target.name`, where a job says nothing else
/// @param threads how many nodes run at once, where a job says nothing else
/// @param fields as in `profiles.yml`: `user` and the secret `password`, or Trino's `jwt_token`
public record CredentialsDefinition(
    String type, String schema, String targetName, int threads, Fields fields) {
  public CredentialsDefinition {
    if (!type.matches("[a-z][a-z0-9_]{0,49}")) {
      throw new IllegalArgumentException("no adapter has the name " + type);
    }
    if (schema.isBlank()) {
      throw new IllegalArgumentException("credentials name a schema");
    }
    if (threads < 1 || threads > 256) {
      throw new IllegalArgumentException("threads must be between 1 and 256, not " + threads);
    }
  }

  /// A schema of a DuckDB, which asks nobody who they are.
  public static CredentialsDefinition duckdb(String schema) {
    return new CredentialsDefinition("duckdb", schema, "default", 4, Fields.none());
  }

  /// A user of a PostgreSQL.
  public static CredentialsDefinition postgres(String schema, String user, Secret password) {
    return new CredentialsDefinition(
        "postgres",
        schema,
        "default",
        4,
        Fields.none().with("user", user).with("password", password));
  }
}
