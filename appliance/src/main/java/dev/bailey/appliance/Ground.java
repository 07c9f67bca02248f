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
import dev.bailey.git.Repositories;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Rewritable;
import dev.bailey.storage.object.LocalLogs;
import dev.bailey.storage.object.LocalObjects;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/// The encrypted ground that everything stands on: keys, database, objects, logs.
///
/// @param ring the data keys, unlocked
public record Ground(KeyRing ring, Database database, LocalObjects objects, LocalLogs logs)
    implements AutoCloseable {

  /// Opens what the keys are for.
  ///
  /// @param ring becomes the ground's, which closes it
  public static Ground open(
      Home home, Configuration configuration, KeyRing ring, SecureRandom random) {
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

  /// All that keeps data under keys that can be rotated.
  public List<Rewritable> rewritable(Repositories repositories) {
    return List.of(objects, logs, repositories);
  }

  @Override
  public void close() {
    database.close();
    ring.close();
  }
}
