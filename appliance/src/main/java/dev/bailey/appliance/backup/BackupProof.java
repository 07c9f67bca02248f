package dev.bailey.appliance.backup;

import dev.bailey.appliance.Ground;
import dev.bailey.appliance.Stores;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import dev.bailey.git.GitLimits;
import dev.bailey.git.Repositories;
import dev.bailey.registry.RepositoryOrigin;
import dev.bailey.storage.backup.Backup;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.object.LocalLogs;
import dev.bailey.storage.object.LocalObjects;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Opens and reads all that was restored, each kind of data with what the server reads it with.
final class BackupProof {
  private final Home home;
  private final Backup backup;
  private final SecureRandom random;
  private final List<String> damages = new ArrayList<>();

  /// @param home where the backup was restored
  BackupProof(Home home, Backup backup, SecureRandom random) {
    this.home = home;
    this.backup = backup;
    this.random = random;
  }

  /// What is not as it should be.
  List<String> damages() {
    return List.copyOf(damages);
  }

  /// @param ring of the restored home; becomes this method's, which closes it
  /// @param found told of each kind of data
  void take(KeyRing ring, Consumer<String> found) {
    if (DatabaseFit.of(backup).embedded()) {
      var nothing = Configuration.read(home.configuration(), Map.of());
      try (var ground = Ground.open(home, nothing, ring, random);
          var repositories = repositories(ring)) {
        files(ring, ground.objects(), ground.logs(), repositories, found);
        database(Stores.on(ground, random), repositories, found);
      }
    } else {
      try (ring;
          var repositories = repositories(ring)) {
        var objects = new LocalObjects(home.data().resolve("objects"), ring);
        var logs = new LocalLogs(home.data().resolve("logs"), ring, random);
        files(ring, objects, logs, repositories, found);
        found.accept("the database is a PostgreSQL, which is not in the backup");
      }
    }
  }

  private void files(
      KeyRing ring,
      LocalObjects objects,
      LocalLogs logs,
      Repositories repositories,
      Consumer<String> found) {
    var warehouses = new WarehouseProof(ring, HomeBackups.warehouses(home));
    found.accept("%,d artifacts and packages are read".formatted(objects.verify(damages::add)));
    found.accept("%,d logs are read".formatted(logs.verify(damages::add)));
    found.accept("%,d embedded warehouses are read".formatted(warehouses.take(damages::add)));
    found.accept("%,d repositories are read".formatted(repositories.verify(damages::add)));
  }

  private void database(Stores stores, Repositories repositories, Consumer<String> found) {
    var audit = stores.security().audit();
    DatabaseFit.of(backup).complaint(audit).ifPresent(damages::add);
    for (var link : stores.registry().repositories().list()) {
      if (link.settings().origin() instanceof RepositoryOrigin.Managed
          && repositories.find(link.project()).isEmpty()) {
        damages.add("the repository of project " + link.project() + " is missing");
      }
    }
    found.accept(
        "the database is opened, and its audit of %,d lines is whole"
            .formatted(audit.count(dev.bailey.security.audit.Audit.Query.newest(1))));
  }

  private Repositories repositories(KeyRing ring) {
    return new Repositories(
        home.data().resolve("git"), ring, random, GitLimits.standard(), Clock.systemUTC());
  }
}
