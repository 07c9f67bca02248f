package dev.bailey.appliance.backup;

import dev.bailey.appliance.Ground;
import dev.bailey.appliance.Stores;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import dev.bailey.database.ProjectErasure;
import dev.bailey.database.security.UserNumbers;
import dev.bailey.git.GitLimits;
import dev.bailey.git.Repositories;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.RepositoryLink;
import dev.bailey.security.Security;
import dev.bailey.security.SecuritySettings;
import dev.bailey.security.SecurityStores;
import dev.bailey.security.audit.Target;
import dev.bailey.security.user.UserId;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.backup.Backup;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A home whose files are restored, before a server may have it: its database is checked, and what
/// was erased after the backup was made is erased in it, too.
record RestoredHome(Home home, Configuration configuration, SecureRandom random) {

  /// Opens the database, and brings it to what the ring says.
  ///
  /// @param ring becomes this method's, which closes it
  /// @throws StorageException DAMAGED when the database does not belong to the files
  void settle(KeyRing ring, Backup backup) {
    Set<KeyOwner> destroyed = ring.destroyed();
    Set<KeyOwner> owners = ring.owners();
    try (var ground = Ground.open(home, configuration, ring, random)) {
      var stores = Stores.on(ground, random);
      DatabaseFit.of(backup)
          .complaint(stores.security().audit())
          .ifPresent(complaint -> {
            throw new StorageException(Code.DAMAGED, complaint);
          });
      erase(new ProjectErasure(ground.database()), destroyed, owners);
      unlink(ground, stores, destroyed);
      signOut(stores.security());
      var security =
          new Security(stores.security(), SecuritySettings.standard(), Clock.systemUTC(), random);
      erasePersons(ground, security, destroyed, owners);
      security
          .log()
          .done(
              security.access().appliance("bailey restore"),
              "backup.restored",
              new Target("backup", backup.name()),
              Map.of("made_at", backup.at().toString()));
    }
  }

  private static void erase(ProjectErasure erasure, Set<KeyOwner> destroyed, Set<KeyOwner> owners) {
    projects(destroyed).forEach(erasure::erase);
    Stream.concat(projects(destroyed), projects(owners))
        .reduce((a, b) -> a.value() > b.value() ? a : b)
        .ifPresent(erasure::numberBeyond);
  }

  /// Whoever was erased since the backup is erased in it, too, and no user to come gets a number
  /// that somebody had.
  private static void erasePersons(
      Ground ground, Security security, Set<KeyOwner> destroyed, Set<KeyOwner> owners) {
    security
        .persons()
        .eraseAgain(security.access().appliance("bailey restore"), users(destroyed).toList());
    Stream.concat(users(destroyed), users(owners))
        .reduce((a, b) -> a.value() > b.value() ? a : b)
        .ifPresent(new UserNumbers(ground.database())::beyond);
  }

  private static Stream<UserId> users(Set<KeyOwner> owners) {
    return owners.stream()
        .flatMap(owner ->
            owner instanceof KeyOwner.Person(long id) ? Stream.of(new UserId(id)) : Stream.of());
  }

  private static Stream<ProjectId> projects(Set<KeyOwner> owners) {
    return owners.stream()
        .flatMap(owner ->
            owner instanceof KeyOwner.Project(long id)
                ? Stream.of(new ProjectId(id))
                : Stream.of());
  }

  /// A session that ended since the backup must not live again.
  private static void signOut(SecurityStores stores) {
    stores.users().list().forEach(user -> stores.sessions().removeAll(user.id()));
  }

  /// Whoever disconnected a repository since the backup wants it to stay away: it is not fetched
  /// again.
  private void unlink(Ground ground, Stores stores, Set<KeyOwner> destroyed) {
    var disconnected = new HashSet<ProjectId>();
    for (var owner : destroyed) {
      if (owner instanceof KeyOwner.Repository(KeyOwner.Project(long id), int _)) {
        disconnected.add(new ProjectId(id));
      }
    }
    var links = stores.registry().repositories();
    try (var repositories = repositories(ground)) {
      for (RepositoryLink link : links.list()) {
        if (disconnected.contains(link.project()) && repositories.find(link.project()).isEmpty()) {
          links.save(link.deleted(Clock.systemUTC().instant()));
        }
      }
    }
  }

  private Repositories repositories(Ground ground) {
    return new Repositories(
        home.data().resolve("git"), ground.ring(), random, GitLimits.standard(), Clock.systemUTC());
  }
}
