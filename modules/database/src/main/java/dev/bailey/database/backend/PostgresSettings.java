package dev.bailey.database.backend;

/// Where an external PostgreSQL is.
///
/// @param url such as `jdbc:postgresql://db.example:5432/bailey?sslmode=verify-full`
/// @param connections at most, from this node
public record PostgresSettings(String url, String user, String password, int connections) {
  public PostgresSettings {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("the database's address begins with jdbc:postgresql:");
    }
    if (connections < 1) {
      throw new IllegalArgumentException("at least one connection is needed");
    }
  }

  @Override
  public String toString() {
    return "PostgresSettings[%s as %s]".formatted(url, user);
  }
}
