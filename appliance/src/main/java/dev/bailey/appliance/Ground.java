package dev.bailey.appliance;

import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import dev.bailey.database.Database;
import dev.bailey.database.backend.Backend;
import dev.bailey.database.backend.Postgres;
import dev.bailey.database.h2.EmbeddedH2;
import dev.bailey.database.jobs.JobRows;
import dev.bailey.database.registry.RegistryRows;
import dev.bailey.database.security.SecurityRows;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import dev.bailey.storage.object.LocalLogs;
import dev.bailey.storage.object.LocalObjects;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/// The encrypted ground that everything stands on: keys, database, objects, logs.
///
/// @param ring the data keys, unlocked
record Ground(KeyRing ring, Database database, LocalObjects objects, LocalLogs logs)
    implements AutoCloseable {

  /// Unlocks the keys and opens the rest.
  static Ground open(Home home, Configuration configuration, SecureRandom random) {
    var masterKey = new MasterKeyFile(configuration.masterKey().orElse(home.masterKey()), random);
    var ring = KeyRing.open(home.keyRing(), masterKey.unlock(home.keyRing()), random);
    try {
      return new Ground(
          ring,
          new Database(backend(home, configuration, ring, random), rows()),
          new LocalObjects(home.data().resolve("objects"), ring),
          new LocalLogs(home.data().resolve("logs"), ring, random));
    } catch (RuntimeException e) {
      ring.close();
      throw e;
    }
  }

  private static Backend backend(
      Home home, Configuration configuration, KeyRing ring, SecureRandom random) {
    return configuration
        .database()
        .<Backend>map(Postgres::new)
        .orElseGet(() -> EmbeddedH2.open(home.data().resolve("database"), ring, random));
  }

  private static List<Class<?>> rows() {
    return Stream.of(JobRows.all(), RegistryRows.all(), SecurityRows.all())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public void close() {
    database.close();
    ring.close();
  }
}
