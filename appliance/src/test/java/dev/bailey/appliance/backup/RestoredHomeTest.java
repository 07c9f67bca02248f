package dev.bailey.appliance.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.appliance.Ground;
import dev.bailey.appliance.Stores;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.Trigger;
import dev.bailey.registry.Environment;
import dev.bailey.registry.EnvironmentDefinition;
import dev.bailey.registry.EnvironmentKind;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.Project;
import dev.bailey.registry.ProjectDefinition;
import dev.bailey.registry.RepositoryOrigin;
import dev.bailey.registry.RepositorySettings;
import dev.bailey.security.Security;
import dev.bailey.security.SecuritySettings;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserProfile;
import dev.bailey.storage.backup.Backup;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a home between its files being restored and its first start: what was destroyed
/// after the backup was made stays destroyed.
final class RestoredHomeTest {
  private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");

  private final SecureRandom random = new SecureRandom();

  @TempDir Path folder;
  private Home home;
  private Configuration configuration;
  private Project shop;
  private Project bank;

  @BeforeEach
  void aHomeWithTwoProjects() {
    home = new Home(folder.resolve("home"));
    home.prepare();
    configuration = Configuration.read(home.configuration(), Map.of());
    try (var ground = open()) {
      var stores = Stores.on(ground, random);
      shop = stores.registry().projects().add(ProjectDefinition.of("shop"), NOW);
      bank = stores.registry().projects().add(ProjectDefinition.of("bank"), NOW);
      twoRuns(stores, shop);
      twoRuns(stores, bank);
    }
  }

  private Ground open() {
    return Ground.open(home, configuration, ring(), random);
  }

  private KeyRing ring() {
    return KeyRing.open(home.keyRing(), new MasterKeyFile(home.masterKey(), random), random);
  }

  private static void twoRuns(Stores stores, Project project) {
    Environment environment =
        stores
            .registry()
            .environments()
            .add(
                project.id(),
                EnvironmentDefinition.of("Production", EnvironmentKind.PRODUCTION),
                NOW);
    Job job =
        stores
            .jobs()
            .add(project.id(), environment.id(), JobDefinition.of("nightly", "dbt build"), NOW);
    Run first = stores.runs().add(job, trigger(), Optional.empty(), NOW);
    stores.runs().add(job, trigger(), Optional.of(first.id()), NOW);
  }

  private static Trigger trigger() {
    return Trigger.of("test", Trigger.Category.API, "test");
  }

  private void settle(Map<String, String> facts) {
    new RestoredHome(home, configuration, random)
        .settle(ring(), new Backup("000001-now", 1, NOW, 0, 0, facts));
  }

  @Test
  void aProjectThatWasErasedSinceIsErasedAgainAndNoOtherIsTouched() {
    try (var ring = ring()) {
      ring.destroy(KeyOwner.project(bank.id().value()));
    }

    settle(Map.of());

    try (var ground = open()) {
      var stores = Stores.on(ground, random);
      assertThat(stores.registry().projects().find(bank.id())).isEmpty();
      assertThat(stores.jobs().list()).extracting(Job::project).containsOnly(shop.id());
      assertThat(stores.registry().environments().list(bank.id())).isEmpty();
      assertThat(stores.registry().environments().list(shop.id())).hasSize(1);
    }
  }

  @Test
  void whoWasErasedSinceIsErasedAgainAndTheirNumberLeadsToNobodyElse() {
    User ada;
    User bob;
    try (var ground = open()) {
      var users = Stores.on(ground, random).security().users();
      bob = users.add(UserProfile.of("bob@example.com", "", ""), List.of(), NOW);
      ada = users.add(UserProfile.of("ada@example.com", "", ""), List.of(), NOW);
      ground.ring().create(KeyOwner.person(ada.id().value() + 1));
      ground.ring().destroy(KeyOwner.person(ada.id().value()));
    }

    settle(Map.of());

    try (var ground = open()) {
      var stores = Stores.on(ground, random).security();
      assertThat(stores.users().list()).containsExactly(bob);
      User next = stores.users().add(UserProfile.of("eve@example.com", "", ""), List.of(), NOW);
      assertThat(next.id().value()).isEqualTo(ada.id().value() + 2);
      assertThat(stores.audit().list(Audit.Query.newest(10).ofType("user.erased"))).hasSize(1);
      assertThat(stores.audit().firstBroken()).isEmpty();
    }
  }

  @Test
  void aNumberThatALaterProjectHadIsNotGivenAgain() {
    try (var ring = ring()) {
      ring.create(KeyOwner.project(17));
      ring.destroy(KeyOwner.project(17));
    }

    settle(Map.of());

    try (var ground = open()) {
      var next =
          Stores.on(ground, random).registry().projects().add(ProjectDefinition.of("next"), NOW);
      assertThat(next.id().value()).isEqualTo(18);
    }
  }

  @Test
  void aRepositoryThatWasDisconnectedSinceIsNotFollowedAgain() {
    var remote =
        new RepositoryOrigin.Remote("https://git.example.com/a.git", new GitAccess.Open(), "");
    try (var ground = open()) {
      Stores.on(ground, random)
          .registry()
          .repositories()
          .add(shop.id(), RepositorySettings.of(remote), NOW);
      var owner = ground.ring().createForRepository(new KeyOwner.Project(shop.id().value()));
      ground.ring().destroy(owner);
    }

    settle(Map.of());

    try (var ground = open()) {
      assertThat(Stores.on(ground, random).registry().repositories().list()).isEmpty();
    }
  }

  @Test
  void everybodySignsInAnewAndTheRestoreIsInTheAudit() {
    User admin;
    try (var ground = open()) {
      var stores = Stores.on(ground, random).security();
      admin =
          new Security(stores, SecuritySettings.standard(), Clock.systemUTC(), random)
              .firstAdministrator()
              .invite()
              .orElseThrow()
              .user();
      stores.sessions().add(admin.id(), "hash", Origin.inside(), Optional.empty(), NOW);
    }

    settle(Map.of());

    try (var ground = open()) {
      var stores = Stores.on(ground, random).security();
      assertThat(stores.sessions().of(admin.id())).isEmpty();
      assertThat(stores.audit().list(Audit.Query.newest(1)).getFirst().event().type())
          .isEqualTo("backup.restored");
    }
  }

  @Test
  void aDatabaseThatIsNotTheOneOfTheBackupIsRefused() {
    var facts = Map.of("database", "embedded", "audit_lines", "500", "audit_mac", "any");

    assertThatThrownBy(() -> settle(facts)).hasMessageContaining("had 500");
  }
}
