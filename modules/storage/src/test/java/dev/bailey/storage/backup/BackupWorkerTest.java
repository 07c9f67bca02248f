package dev.bailey.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.storage.keys.KeyOwner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class BackupWorkerTest {
  private static final KeyOwner SHOP = KeyOwner.project(7);
  private static final Duration NEVER = Duration.ZERO;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final TestClock clock = new TestClock();

  @TempDir Path folder;
  private Path there;
  private SmallHome home;

  @BeforeEach
  void aHome() {
    there = folder.resolve("there");
    home = SmallHome.open(folder.resolve("data"), folder.resolve("keys"));
    home.put(SHOP, "one", "first");
  }

  @AfterEach
  void close() {
    home.close();
  }

  private BackupWorker worker(Duration every) {
    var destination = new DirectoryDestination(there, true);
    return BackupWorker.start(
        new Backups(home.data, home.ring, destination, new SecureRandom(), clock),
        home::source,
        new BackupSchedule(every, Duration.ZERO, Duration.ofHours(1)),
        new Retention(7),
        new Listening(),
        home.ring,
        clock);
  }

  private final class Listening implements BackupWorker.Listener {
    @Override
    public void made(Backup backup, List<Backup> deleted) {
      told.add("made " + backup.number());
    }

    @Override
    public void failed(String why) {
      told.add("failed: " + why);
    }
  }

  private String said() throws InterruptedException {
    return String.valueOf(told.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void whoAsksGetsABackup() throws InterruptedException {
    try (var worker = worker(NEVER)) {
      worker.begin();

      assertThat(said()).isEqualTo("made 1");
      assertThat(worker.list()).hasSize(1);
    }
  }

  @Test
  void aBackupThatIsDueIsMadeByItself() throws InterruptedException {
    try (var _ = worker(Duration.ofDays(1))) {
      assertThat(said()).isEqualTo("made 1");
    }
  }

  @Test
  void aStartShortlyAfterABackupMakesNone() throws InterruptedException {
    try (var _ = worker(Duration.ofDays(1))) {
      assertThat(said()).isEqualTo("made 1");
    }
    try (var worker = worker(Duration.ofDays(1))) {
      worker.begin();
      assertThat(said()).isEqualTo("made 2");
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aFailureIsToldAndTheNextOneMayBeAsked() throws Exception {
    Files.writeString(there, "no directory");
    try (var worker = worker(NEVER)) {
      worker.begin();
      assertThat(said()).contains("failed: ", "backup_directory");
      Files.delete(there);

      worker.begin();

      assertThat(said()).isEqualTo("made 1");
    }
  }

  @Test
  void theRingAtTheDestinationFollowsEveryDestruction() throws Exception {
    try (var worker = worker(NEVER)) {
      worker.begin();
      assertThat(said()).isEqualTo("made 1");

      home.ring.destroy(SHOP);

      while (worker.state().ringBehind()) {
        Thread.onSpinWait();
      }
      assertThat(there.resolve("keyring")).hasBinaryContent(home.ring.sealed());
    }
  }

  @Test
  void whatWasDestroyedWhileNoServerRanIsGoneAfterTheStart() throws Exception {
    try (var worker = worker(NEVER)) {
      worker.begin();
      assertThat(said()).isEqualTo("made 1");
    }
    home.ring.whenWritten(() -> {});
    home.ring.destroy(SHOP);

    try (var worker = worker(NEVER)) {
      while (worker.state().ringBehind()) {
        Thread.onSpinWait();
      }
    }
    assertThat(there.resolve("keyring")).hasBinaryContent(home.ring.sealed());
  }
}
