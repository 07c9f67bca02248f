package dev.bailey.appliance.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.appliance.Ground;
import dev.bailey.appliance.Stores;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditEntry;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether a database belongs to the files of a backup.
final class DatabaseFitTest {
  private final SecureRandom random = new SecureRandom();

  @TempDir Path folder;
  private Ground ground;
  private Audit audit;

  @BeforeEach
  void aDatabase() {
    var home = new Home(folder.resolve("home"));
    home.prepare();
    var ring = KeyRing.open(home.keyRing(), new MasterKeyFile(home.masterKey(), random), random);
    ground = Ground.open(home, Configuration.read(home.configuration(), Map.of()), ring, random);
    audit = Stores.on(ground, random).security().audit();
  }

  @AfterEach
  void close() {
    ground.close();
  }

  private AuditEntry line() {
    return audit.append(
        new AuditEvent(
            "test.done",
            new Actor("appliance", 0, "test"),
            Origin.inside(),
            Target.none(),
            AuditEvent.Outcome.DONE,
            Map.of()),
        Instant.now());
  }

  private static DatabaseFit postgres(AuditEntry last) {
    return new DatabaseFit(false, last.number(), last.mac());
  }

  @Test
  void aPostgresFromBeforeTheBackupFits() {
    line();
    var fit = new DatabaseFit(false, 2, "of a line that the dump does not have");

    assertThat(fit.complaint(audit)).isEmpty();
  }

  @Test
  void aPostgresOfTheSameMomentFits() {
    line();
    var last = line();

    assertThat(postgres(last).complaint(audit)).isEmpty();
  }

  @Test
  void aPostgresThatIsNewerMaySpeakOfFilesThatAreMissing() {
    var last = line();
    line();
    line();

    assertThat(postgres(last).complaint(audit))
        .hasValueSatisfying(why -> assertThat(why).contains("newer than the backup, by 2 lines"));
  }

  @Test
  void anEmptyPostgresWasNotRestored() {
    assertThat(new DatabaseFit(false, 5, "any").complaint(audit))
        .hasValueSatisfying(why -> assertThat(why).contains("is empty", "own tools first"));
  }

  @Test
  void aPostgresWithAnotherHistoryDoesNotFit() {
    line();

    assertThat(new DatabaseFit(false, 1, "another line").complaint(audit))
        .hasValueSatisfying(why -> assertThat(why).contains("another history"));
  }

  @Test
  void anAuditThatSomebodyChangedFitsNothing() {
    var last = line();
    ground
        .database()
        .runInTransaction(em ->
            em.createNativeQuery("update audit_entry set actor_name = 'eve'").executeUpdate());

    assertThat(postgres(last).complaint(audit))
        .hasValueSatisfying(why -> assertThat(why).contains("line 1 of the audit"));
  }

  @Test
  void theDatabaseOfABackupHasAtLeastTheLinesThatWereThereWhenItWasBegun() {
    var last = line();
    line();

    assertThat(new DatabaseFit(true, last.number(), last.mac()).complaint(audit)).isEmpty();
    assertThat(new DatabaseFit(true, 3, "later").complaint(audit))
        .hasValueSatisfying(why -> assertThat(why).contains("has 2 lines, but had 3"));
  }
}
