package dev.bailey.database;

import dev.bailey.database.backend.Backend;
import dev.bailey.database.backend.Postgres;
import dev.bailey.database.backend.PostgresSettings;
import dev.bailey.database.h2.EmbeddedH2;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import dev.bailey.testkit.PostgresServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// A home with keys and a database for one test.
public final class TestHome implements AutoCloseable {
  private final KeyRing ring;
  private final Database database;

  private TestHome(KeyRing ring, Database database) {
    this.ring = ring;
    this.database = database;
  }

  /// A home on H2.
  public static TestHome at(Path home, List<Class<?>> rows) {
    var ring = ring(home);
    var h2 = EmbeddedH2.open(home.resolve("data/database"), ring, new SecureRandom());
    return new TestHome(ring, new Database(h2, rows));
  }

  /// A home whose database is a PostgreSQL.
  public static TestHome on(PostgresServer server, Path home, List<Class<?>> rows) {
    Backend postgres =
        new Postgres(
            new PostgresSettings(
                server.url(server.database()), server.user(), server.password(), 5));
    return new TestHome(ring(home), new Database(postgres, rows));
  }

  private static KeyRing ring(Path home) {
    var random = new SecureRandom();
    Path file = home.resolve("data/keyring");
    var master = new MasterKeyFile(home.resolve("keys/master.key"), random);
    return KeyRing.open(file, master, random);
  }

  public KeyRing ring() {
    return ring;
  }

  public Database database() {
    return database;
  }

  @Override
  public void close() {
    database.close();
    ring.close();
  }
}
