package dev.bailey.database;

import dev.bailey.testkit.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// The ports of registry and security on a real PostgreSQL.
@Tag("slow")
final class PostgresStoresTest extends StoresContracts {
  @TempDir static Path directory;
  private static PostgresServer server;
  private static TestHome home;

  @BeforeAll
  static void open() {
    server = PostgresServer.start();
    home = TestHome.on(server, directory, AllRows.all());
  }

  @AfterAll
  static void close() {
    home.close();
    server.close();
  }

  @Override
  TestHome home() {
    return home;
  }
}
