package dev.bailey.database;

import dev.bailey.database.backend.Backend;
import org.flywaydb.core.Flyway;

/// Brings the tables to this version. The same files for every backend; where SQL differs, they
/// hold a placeholder of the backend's dialect.
final class Migrations {
  private final Backend backend;

  Migrations(Backend backend) {
    this.backend = backend;
  }

  void run() {
    Flyway.configure()
        .dataSource(backend.dataSource())
        .locations("classpath:dev/bailey/database/migrations")
        .placeholders(backend.dialect())
        .load()
        .migrate();
    backend.awaitDurable();
  }
}
