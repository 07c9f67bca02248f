package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `bailey backup`, `verify-backup` and `restore`, on copies of a home that was used.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupCommandsTest {
  /// A build has no time for more; a soak has: `-Dkilled.rounds=200`.
  private static final int ROUNDS = Integer.getInteger("killed.rounds", 6);

  private Path kept;
  private Path folder;
  private Path home;

  @BeforeAll
  void aHomeThatWasUsed(@TempDir Path place) throws IOException {
    kept = place.resolve("kept");
    try (var bailey = LiveBailey.on(kept, Map.of())) {
      long project = bailey.project("shop");
      bailey.push(
          GoodJob.files(
              Map.of(
                  "dbt_project.yml", "name: shop\nprofile: any\n", "models/a.sql", "select 1 a")),
          "shop");
      bailey
          .client()
          .ended(
              bailey
                  .client()
                  .run(bailey.job(project, bailey.onDuckDb(project), "Shop", "dbt build")));
      var running = bailey("backup", "--home", kept.toString());
      assertThat(running.code()).isEqualTo(1);
      assertThat(running.said()).contains("stop it first", "POST /api/bailey/v1/backups");
    }
    Files.writeString(kept.resolve("config/bailey.yaml"), "host: 127.0.0.1\n");
    Files.writeString(kept.resolve("config/known_hosts"), "example.com ssh-ed25519 AAAA\n");
  }

  @BeforeEach
  void aCopyOfIt(@TempDir Path place) throws IOException {
    folder = place;
    home = place.resolve("home");
    SampleRunTest.copy(kept, home);
    protect(home);
  }

  private static void protect(Path root) throws IOException {
    Files.setPosixFilePermissions(
        root.resolve("keys/master.key"), PosixFilePermissions.fromString("r--------"));
  }

  private static BaileyProcess.Ended bailey(String... words) {
    return BaileyProcess.run(Map.of(), "", words);
  }

  private BaileyProcess.Ended backup() {
    return bailey("backup", "--home", home.toString());
  }

  /// A home with nothing but the master key.
  private Path empty(String name) throws IOException {
    Path root = folder.resolve(name);
    Files.createDirectories(root.resolve("keys"));
    Files.copy(home.resolve("keys/master.key"), root.resolve("keys/master.key"));
    protect(root);
    return root;
  }

  private BaileyProcess.Ended restore(Path root, String... more) {
    var words = new ArrayList<>(List.of("restore", "--home", root.toString()));
    words.addAll(List.of("--from", home.resolve("backups").toString()));
    words.addAll(List.of(more));
    return bailey(words.toArray(String[]::new));
  }

  @Test
  void aStoppedHomeIsBackedUpProvenAndRestored() throws IOException {
    var made = backup();
    assertThat(made.said()).contains("Made the backup 000001-");
    assertThat(made.code()).isZero();

    var proven = bailey("verify-backup", "--home", home.toString());
    assertThat(proven.said())
        .contains("1 repositories are read", "1 embedded warehouses are read", "3 logs are read")
        .contains("its audit of")
        .contains("The backup restores.");
    assertThat(proven.code()).isZero();

    Path again = empty("again");
    var restored = restore(again);
    assertThat(restored.said()).contains("is restored").contains("bailey serve --home " + again);
    assertThat(restored.code()).isZero();
    assertThat(again.resolve("config/known_hosts")).hasContent("example.com ssh-ed25519 AAAA\n");
    assertThat(again.resolve("restoring")).doesNotExist();
    assertThat(bailey("admin", "verify-audit", "--home", again.toString()).code()).isZero();
    assertThat(bailey("admin", "keys", "--home", again.toString()).said()).contains("project-1");
  }

  @Test
  void theBackupsAreListed() throws IOException {
    backup();
    backup();

    var listed = restore(empty("again"), "--list");

    assertThat(listed.said().lines()).hasSize(2);
    assertThat(listed.said()).contains("000001-", "000002-");
    assertThat(listed.code()).isZero();
  }

  @Test
  void aHomeWithDataIsNotRestoredInto() throws IOException {
    backup();

    var refused = restore(home);

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.said()).contains("there is data in " + home.resolve("data"), "--home");
    assertThat(bailey("admin", "verify-audit", "--home", home.toString()).code()).isZero();
  }

  @Test
  void aDamagedBackupLeavesTheHomeEmpty() throws IOException {
    backup();
    Path blob = blobs().getLast();
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length / 2] ^= 1;
    Files.write(blob, bytes);
    Path again = empty("again");

    var refused = restore(again);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.said()).contains(blob.getFileName().toString(), "Take another");
    assertThat(again.resolve("data")).doesNotExist();
    assertThat(again.resolve("restoring")).doesNotExist();
    var proof = bailey("verify-backup", "--home", home.toString());
    assertThat(proof.code()).isEqualTo(1);
    assertThat(proof.said()).contains(blob.getFileName().toString());
  }

  @Test
  void theWrongMasterKeyRestoresNothing() throws IOException {
    backup();
    Path again = folder.resolve("again");
    Files.createDirectories(again.resolve("keys"));
    Files.write(again.resolve("keys/master.key"), new byte[32]);
    protect(again);

    var refused = restore(again);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.said()).contains("the master key is not the one");
    assertThat(again.resolve("data")).doesNotExist();
  }

  @Test
  void whereThereIsNoBackupThatIsSaid() throws IOException {
    var nothing = restore(empty("again"));

    assertThat(nothing.code()).isEqualTo(1);
    assertThat(nothing.said()).contains("there is no backup in " + home.resolve("backups"));
  }

  @Test
  void aHomeWhoseRestoreDidNotEndDoesNotStart() throws IOException {
    Path again = empty("again");
    Files.createDirectories(again.resolve("restoring/data"));

    var refused = bailey("serve", "--home", again.toString());

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.said()).contains("did not end", "bailey restore");
    backup();
    assertThat(restore(again).code()).isZero();
  }

  @Test
  void aDirectoryThatIsNotThereIsNotMade() {
    var refused =
        BaileyProcess.run(
            Map.of("BAILEY_BACKUP_DIRECTORY", folder.resolve("unmounted").toString()),
            "",
            "backup",
            "--home",
            home.toString());

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.said()).contains("unmounted is not there", "backup_directory");
    assertThat(folder.resolve("unmounted")).doesNotExist();
  }

  @Test
  void tooFewDaysAreRefusedUnlessSomebodyInsists() throws IOException {
    Files.writeString(home.resolve("config/bailey.yaml"), "backup_days: 3\n");
    var refused = backup();
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.said()).contains("at least 7", "backup_days_forced: yes");

    Files.writeString(
        home.resolve("config/bailey.yaml"), "backup_days: 3\nbackup_days_forced: yes\n");
    assertThat(backup().code()).isZero();
  }

  @Test
  void aBackupThatIsKilledLeavesTheOthersWholeAndIsNotListed() throws Exception {
    backup();
    var random = new Random(7);
    int cut = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var process = BaileyProcess.begin(Map.of(), "backup", "--home", home.toString());
      while (process.isAlive() && !Files.exists(home.resolve("data/pinned"))) {
        Thread.onSpinWait();
      }
      process.waitFor(random.nextInt(30), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      cut += Files.exists(home.resolve("data/pinned")) ? 1 : 0;
    }
    assertThat(cut).as("backups that were killed in the middle").isPositive();

    var made = backup();

    assertThat(made.code()).as(made.said()).isZero();
    assertThat(home.resolve("data/pinned")).doesNotExist();
    assertThat(home.resolve("backups/parts")).isEmptyDirectory();
    for (String name : restore(empty("list"), "--list").said().lines().toList()) {
      var proof =
          bailey("verify-backup", "--home", home.toString(), name.substring(0, name.indexOf(' ')));
      assertThat(proof.code()).as(proof.said()).isZero();
    }
  }

  @Test
  void eachCommandExplainsItself() {
    for (String command : List.of("backup", "verify-backup", "restore")) {
      var help = bailey(command, "--help");
      assertThat(help.code()).isZero();
      assertThat(help.said()).contains("Usage: bailey " + command, "--home", "Exit code 1");
      assertThat(bailey(command, "--no-such-option").code()).isEqualTo(2);
    }
  }

  private List<Path> blobs() throws IOException {
    try (Stream<Path> all = Files.walk(home.resolve("backups/files"))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
