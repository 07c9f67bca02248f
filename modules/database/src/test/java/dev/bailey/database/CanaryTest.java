package dev.bailey.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.database.jobs.JpaJobs;
import dev.bailey.database.jobs.JpaRuns;
import dev.bailey.database.jobs.StoredRunFiles;
import dev.bailey.database.registry.JpaConnections;
import dev.bailey.database.registry.JpaCredentialsStore;
import dev.bailey.database.registry.JpaEnvironmentVariables;
import dev.bailey.database.registry.JpaProjects;
import dev.bailey.database.registry.JpaRepositoryLinks;
import dev.bailey.database.security.JpaSecurityStores;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.jobs.run.NodeResult;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.Trigger;
import dev.bailey.registry.ConnectionDefinition;
import dev.bailey.registry.CredentialsDefinition;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.EnvironmentVariable.Scope.OfProject;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.ProjectDefinition;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.RepositoryOrigin;
import dev.bailey.registry.RepositorySettings;
import dev.bailey.registry.Secret;
import dev.bailey.security.Security;
import dev.bailey.security.SecuritySettings;
import dev.bailey.security.SignedIn;
import dev.bailey.security.Subject;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.user.UserProfile;
import dev.bailey.storage.object.LocalLogs;
import dev.bailey.storage.object.LocalObjects;
import dev.bailey.testkit.CanaryScanner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing readable is on the disk: what is planted in every kind of data is searched for in every
/// form, with the scanner that all of the project uses, and the scanner is shown to find it where
/// encryption is off.
@Tag("slow")
final class CanaryTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ProjectId PROJECT = new ProjectId(1);

  private final CanaryScanner scanner = CanaryScanner.find();
  private final SecureRandom random = new SecureRandom();

  @TempDir Path directory;

  @Test
  void theScannerFindsEveryFormOfAPlantedWord() {
    assertThat(scanner.selfTest()).contains("MISSED []").contains("false hits 0");
  }

  @Test
  void nothingReadableIsInTheHome() {
    Path home = directory.resolve("home");
    use(home);

    var scan = scanner.scan(home);

    assertThat(scan.report()).contains("hits=0");
    assertThat(scan.hit()).isFalse();
  }

  @Test
  void aHomeWithoutEncryptionTurnsTheScanRed() throws Exception {
    Path control = Files.createDirectories(directory.resolve("control"));
    String url = "jdbc:h2:" + control.resolve("bailey") + ";WRITE_DELAY=0";
    try (var connection = DriverManager.getConnection(url, "bailey", "");
        var statement = connection.createStatement()) {
      statement.execute("create table job(name varchar)");
      statement.execute("insert into job values ('" + plant() + "')");
    }

    assertThat(scanner.scan(control).hit()).isTrue();
  }

  @Test
  void aPlainFileTurnsTheScanRed() throws Exception {
    Path control = Files.createDirectories(directory.resolve("control"));
    Files.writeString(control.resolve("manifest.json"), "{\"name\": \"" + plant() + "\"}");

    assertThat(scanner.scan(control).hit()).isTrue();
  }

  private void use(Path home) {
    try (var open = TestHome.at(home, AllRows.all())) {
      plantRegistry(open);
      plantPeople(open);
      Run run = plantRows(open);
      plantFiles(open, home, run);
    }
  }

  /// Makes the first project, so that it is [#PROJECT].
  private void plantRegistry(TestHome home) {
    var seals = new Seals(home.ring(), random);
    var projects = new JpaProjects(home.database(), seals);
    var project = projects.add(new ProjectDefinition(plant(), plant(), "", Optional.empty()), NOON);
    assertThat(project.id()).isEqualTo(PROJECT);
    new JpaConnections(home.database(), seals)
        .add(ConnectionDefinition.postgres(plant(), plant() + ".example", 5432, plant()), NOON);
    new JpaCredentialsStore(home.database(), seals)
        .add(PROJECT, CredentialsDefinition.postgres(plant(), plant(), Secret.of(plant())), NOON);
    new JpaEnvironmentVariables(home.database(), seals)
        .set(PROJECT, new OfProject(), "DBT_ENV_SECRET_X", Secret.of(plant()), NOON);
    var deployKey = new GitAccess.DeployKey("ssh-ed25519 " + plant(), Secret.of(plant()));
    new JpaRepositoryLinks(home.database(), seals)
        .add(
            PROJECT,
            RepositorySettings.of(new RepositoryOrigin.Remote("ssh://" + plant(), deployKey, "")),
            NOON);
  }

  private void plantPeople(TestHome home) {
    var security =
        new Security(
            JpaSecurityStores.of(home.database(), home.ring(), random),
            SecuritySettings.standard(),
            Clock.systemUTC(),
            random);
    Secret oneTime = planted(security.firstAdministrator().invite().orElseThrow().password());
    var origin = new Origin("192.0.2.7", plant());
    Subject newcomer =
        security.access().signIn("admin", oneTime, Optional.empty(), origin).subject();
    Secret chosen = Secret.of(plant());
    SignedIn signedIn = security.own().changePassword(newcomer, oneTime, chosen);
    planted(signedIn.cookie());
    planted(signedIn.subject().csrf().orElseThrow());
    Subject admin = signedIn.subject();
    var person = UserProfile.of(plant() + "@example.com", plant(), plant());
    planted(security.members().add(admin, person, List.of()).password());
    planted(security.own().createToken(admin, plant(), List.of(), Optional.empty()).text());
  }

  /// The scanner looks for this, too.
  private Secret planted(Secret secret) {
    scanner.add(secret.reveal());
    return secret;
  }

  private Run plantRows(TestHome home) {
    var jobs = new JpaJobs(home.database());
    var runs = new JpaRuns(home.database());
    var job =
        jobs.add(
            PROJECT,
            new EnvironmentId(1),
            JobDefinition.of(plant(), "dbt run -s " + plant()),
            NOON);
    var trigger = Trigger.of(plant(), Trigger.Category.UI, plant());
    Run run = runs.add(job, trigger, Optional.empty(), NOON);
    runs.save(
        run,
        List.of(),
        List.of(
            new NodeResult(
                run.id(),
                1,
                "model.shop." + plant(),
                plant(),
                "model",
                "table",
                "error",
                "Database Error: " + plant().repeat(500),
                "Thread-1",
                NOON,
                Optional.empty(),
                OptionalLong.empty())));
    return run;
  }

  private void plantFiles(TestHome home, Path directory, Run run) {
    var files =
        new StoredRunFiles(
            new LocalObjects(directory.resolve("data/objects"), home.ring()),
            new LocalLogs(directory.resolve("data/logs"), home.ring(), random));
    byte[] sql = ("select '" + plant() + "'").getBytes(StandardCharsets.UTF_8);
    files.putArtifact(PROJECT, run.id(), 1, "compiled/" + plant() + ".sql", sql);
    try (var log = files.openLog(PROJECT, run.id(), 1)) {
      log.append("Running with " + plant() + "\n");
    }
  }

  private String plant() {
    return scanner.plant();
  }
}
