package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.appliance.Ground;
import dev.bailey.appliance.Stores;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import dev.bailey.jobs.retention.Retention;
import dev.bailey.jobs.retention.RetentionPolicy;
import dev.bailey.security.Security;
import dev.bailey.security.SecuritySettings;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `bailey admin`, on copies of a home that was used.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminCommandsTest {
  private Path kept;
  private Path home;

  @BeforeAll
  void aHomeThatWasUsed(@TempDir Path folder) {
    kept = folder.resolve("kept");
    try (var bailey = LiveBailey.on(kept, Map.of())) {
      long project = bailey.project("shop");
      bailey.environment(
          project,
          Client.json(
              """
              {"name": "Lake", "adapter_version": "postgres_v0",
               "config": {"hostname": "lake.example.com", "port": 6543, "dbname": "lake"}}
              """),
          Client.json(
              """
              {"type": "postgres", "default_schema": "a", "username": "u", "password": "p"}
              """));
      var running = admin(kept, "keys");
      assertThat(running.code()).isEqualTo(1);
      assertThat(running.said()).contains("another process is using the keys", "stop it first");
    }
  }

  @BeforeEach
  void aCopyOfIt(@TempDir Path folder) throws IOException {
    home = folder.resolve("home");
    SampleRunTest.copy(kept, home);
    Files.setPosixFilePermissions(
        home.resolve("keys/master.key"),
        java.nio.file.attribute.PosixFilePermissions.fromString("r--------"));
  }

  @Test
  void theKeysAreOpenedAndNamed() {
    assertThat(admin(home, "keys").said())
        .contains("master key  file, opens the ring", "  account", "  project-1");
  }

  @Test
  void theDataKeysAreRotatedToTheEnd() {
    var rotated = admin(home, "rotate-data-keys");

    assertThat(rotated.said()).contains("Rotation 1: 4 of 4 data keys are new.");
    assertThat(rotated.code()).isZero();
    assertThat(admin(home, "keys").said()).contains("rotated 1 times, 0 of them not to the end");
    LiveBailey.start(home, Map.of()).close();
    assertThat(admin(home, "verify-audit").code()).isZero();
  }

  @Test
  void aHomeThatIsNoneIsNotMade() {
    var ended = admin(home.resolve("elsewhere"), "keys");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.said()).contains("there are no keys in", "--home");
    assertThat(home.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void anAdministratorWhoIsLockedOutComesBackIn() {
    var reset = admin(home, "reset-password", "Admin");

    assertThat(reset.code()).as(reset.said()).isZero();
    var password = Pattern.compile("(?m)^password +(\\S+)$").matcher(reset.said());
    assertThat(password.find()).isTrue();
    var appliance = LiveBailey.start(home, Map.of());
    try (var client =
        new Client(appliance.httpsPort(), LiveBailey.certificate(appliance.certificate()))) {
      client.signInFirst("admin", password.group(1), "another horse battery staple 8");
    } finally {
      appliance.close();
    }
  }

  @Test
  void aUserWhomNobodyKnowsIsToldFromThoseThatThereAre() {
    var ended = admin(home, "remove-second-factor", "eve");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.said()).contains("there is no user 'eve'. There are: admin");
  }

  @Test
  void theFirewallsListNamesEachPlaceWithItsReason() throws IOException {
    Files.writeString(
        home.resolve("config/bailey.yaml"),
        """
        egress_allow: [git.example.com:443]
        ldap_servers: ldaps://people.example.com
        ldap_user_base: ou=people,dc=example,dc=com
        """);

    assertThat(admin(home, "egress").said().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "git.example.com:443 egress_allow",
            "lake.example.com:6543 connection 'Lake'",
            "people.example.com:636 ldap_servers");
  }

  @Test
  void anAuditThatSomebodyChangedIsBrokenAtThatLine() {
    var whole = admin(home, "verify-audit");
    assertThat(whole.said()).contains("lines of the audit are what was written");
    assertThat(whole.code()).isZero();

    forge();

    var broken = admin(home, "verify-audit");
    assertThat(broken.said()).contains("BROKEN: line 3 of the audit");
    assertThat(broken.code()).isEqualTo(1);
  }

  @Test
  void anAuditWhoseOldLinesWereRemovedIsProvenFromThereOn() {
    onGround(ground -> {
      var random = new SecureRandom();
      var stores = Stores.on(ground, random);
      var inAYear = Clock.offset(Clock.systemUTC(), Duration.ofDays(366));
      var security = new Security(stores.security(), SecuritySettings.standard(), inAYear, random);
      var none = OptionalInt.empty();
      new Retention(
              new RetentionPolicy(none, none, none, OptionalInt.of(365)),
              stores.history(),
              stores.files(),
              new Retention.Kept(
                  stores.security().transactions(),
                  security.log(),
                  security.access().appliance("retention"),
                  () -> Long.MAX_VALUE),
              inAYear)
          .enforce(() -> true);
    });

    var proven = admin(home, "verify-audit");
    assertThat(proven.code()).as(proven.said()).isZero();
    assertThat(proven.said())
        .contains("were removed because their time was over")
        .contains("All 1 lines of the audit are what was written");
  }

  /// As somebody would who has the keys and the database, but not the chain's.
  private void forge() {
    onGround(ground ->
        ground
            .database()
            .runInTransaction(em ->
                em.createNativeQuery("update audit_entry set actor_name = 'eve' where id = 3")
                    .executeUpdate()));
  }

  private void onGround(Consumer<Ground> work) {
    var place = new Home(home);
    var random = new SecureRandom();
    var ring = KeyRing.open(place.keyRing(), new MasterKeyFile(place.masterKey(), random), random);
    var configuration = Configuration.read(place.configuration(), Map.of());
    try (var ground = Ground.open(place, configuration, ring, random)) {
      work.accept(ground);
    }
  }

  @Test
  void theMasterKeyBecomesAPassphraseAndAFileAgain() throws IOException {
    Path yaml = home.resolve("config/bailey.yaml");
    Files.writeString(yaml, "master_key_source: passphrase\n");
    Path old = Files.writeString(home.resolve("config/old.yaml"), "master_key_source: file\n");

    assertThat(admin(home, "keys").said()).contains("kind 'file'", "names 'passphrase'");
    var weak = admin("short\n", home, "rotate-master-key", "--old-config", old.toString());
    assertThat(weak.code()).isEqualTo(1);
    var there =
        admin(
            "six words nobody would guess\n",
            home,
            "rotate-master-key",
            "--old-config",
            old.toString());
    assertThat(there.said()).contains("under a new master key: passphrase, before it file");
    assertThat(admin("six words nobody would guess\n", home, "keys").code()).isZero();
    assertThat(admin("seven words nobody would guess\n", home, "keys").said())
        .contains("the passphrase is wrong");

    Files.writeString(old, "master_key_source: passphrase\n");
    Files.writeString(yaml, "master_key_source: file\n");
    var back =
        admin(
            "six words nobody would guess\n",
            home,
            "rotate-master-key",
            "--old-config",
            old.toString());
    assertThat(back.code()).as(back.said()).isZero();
    assertThat(admin(home, "verify-audit").code()).isZero();
  }

  private static BaileyProcess.Ended admin(Path home, String... words) {
    return admin("", home, words);
  }

  private static BaileyProcess.Ended admin(String input, Path home, String... words) {
    var all = new java.util.ArrayList<>(List.of("admin"));
    all.addAll(List.of(words));
    all.addAll(List.of("--home", home.toString()));
    return BaileyProcess.run(Map.of(), input, all.toArray(String[]::new));
  }
}
