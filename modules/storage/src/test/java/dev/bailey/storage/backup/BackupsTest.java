package dev.bailey.storage.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.keys.DataKeyRotation;
import dev.bailey.storage.keys.KeyOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class BackupsTest {
  private static final KeyOwner ACCOUNT = KeyOwner.account();
  private static final KeyOwner SHOP = KeyOwner.project(7);
  private static final KeyOwner BANK = KeyOwner.project(8);

  private final SecureRandom random = new SecureRandom();
  private final TestClock clock = new TestClock();

  @TempDir Path folder;
  private Path keys;
  private Path there;
  private SmallHome home;
  private Backups backups;
  private int restores;

  @BeforeEach
  void aHome() {
    keys = folder.resolve("keys");
    there = folder.resolve("there");
    home = SmallHome.open(folder.resolve("data"), keys);
    backups = backups(there);
  }

  @AfterEach
  void close() {
    home.close();
  }

  private Backups backups(Path directory) {
    return new Backups(
        home.data, home.ring, new DirectoryDestination(directory, true), random, clock);
  }

  private Backup backup() {
    var made = backups.make(home.source(), BackupProgress.NONE);
    clock.pass(Duration.ofDays(1));
    return made;
  }

  private SmallHome restored(Backup backup) {
    Path data = folder.resolve("restored-" + ++restores);
    try (var restoring = restoring(data)) {
      restoring.restore(restoring.find(backup.name()), BackupProgress.NONE);
    }
    return SmallHome.open(data, keys);
  }

  private Restoring restoring(Path data) {
    return Restoring.open(
        new DirectoryDestination(there, false), data, SmallHome.masterKey(keys), random);
  }

  @Test
  void aBackupBringsBackWhatWasThereAndTheMasterKeyIsAllItTakes() {
    home.put(ACCOUNT, "one", "first");
    home.put(SHOP, "two", "second");
    home.log(SHOP, "log", "a line\n");
    var backup = backup();
    home.put(SHOP, "two", "changed since");

    try (var again = restored(backup)) {
      assertThat(again.get(ACCOUNT, "one")).contains("first");
      assertThat(again.get(SHOP, "two")).contains("second");
      assertThat(again.readLog(SHOP, "log")).contains("a line\n");
      assertThat(again.objects.verify(BackupsTest::fail)).isEqualTo(2);
      assertThat(again.logs.verify(BackupsTest::fail)).isEqualTo(1);
    }
  }

  private static void fail(String damaged) {
    throw new AssertionError(damaged);
  }

  @Test
  void theOperatorsConfigurationComesBackAndIsReadableNowhere() throws IOException {
    var backup = backup();

    try (var restoring = restoring(folder.resolve("again"))) {
      var config = restoring.restore(restoring.find(backup.name()), BackupProgress.NONE);
      assertThat(config.get("bailey.yaml")).isEqualTo("host: localhost\n".getBytes(UTF_8));
    }
    for (Path file : files(there)) {
      assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain("localhost");
    }
  }

  @Test
  void aLogThatGrowsIsABeginningOfItself() {
    home.ring.create(SHOP);
    Backup backup;
    try (var writer =
        home.logs.append(new dev.bailey.storage.object.ObjectKey(SHOP, "things", "log"))) {
      writer.write("first\n".getBytes(UTF_8));
      writer.flush();
      backup = backup();
      writer.write("second\n".getBytes(UTF_8));
    }

    try (var again = restored(backup)) {
      assertThat(again.readLog(SHOP, "log")).contains("first\n");
    }
  }

  @Test
  void whatDidNotChangeIsKeptOnce() {
    home.put(SHOP, "two", "second");
    backup();
    long before = backups.list().getFirst().files();
    home.put(SHOP, "three", "third");

    backup();

    assertThat(backups.list()).extracting(Backup::files).containsExactly(before, before + 1);
    assertThat(blobs()).hasSize((int) before + 1);
  }

  @Test
  void deletingAnOldBackupLeavesTheNewerOnesWhole() {
    home.put(SHOP, "two", "second");
    home.put(SHOP, "old", "soon gone");
    backup();
    home.objects.delete(new dev.bailey.storage.object.ObjectKey(SHOP, "things", "old"));
    Backup last = backup();
    for (int day = 0; day < 7; day++) {
      last = backup();
    }

    var deleted = backups.prune(new Retention(7));

    assertThat(deleted).extracting(Backup::number).containsExactly(1L, 2L);
    assertThat(blobs()).hasSize((int) last.files());
    try (var again = restored(last)) {
      assertThat(again.get(SHOP, "two")).contains("second");
    }
  }

  @Test
  void aDestroyedProjectCannotBeReadFromAnyBackup() {
    home.put(SHOP, "two", "second");
    home.put(BANK, "secret", "the bank's");
    var backup = backup();
    home.ring.destroy(BANK);

    backups.replaceRing();

    try (var again = restored(backup)) {
      assertThat(again.get(SHOP, "two")).contains("second");
      assertThat(again.ring.owners()).doesNotContain(BANK);
      assertThatThrownBy(() -> again.get(BANK, "secret"))
          .extracting("code")
          .isEqualTo(Code.KEY_DESTROYED);
      assertThat(again.data.resolve("objects/project-8")).doesNotExist();
    }
  }

  @Test
  void backupsFromBeforeRotationsAreReadAndWrittenAnew() {
    home.put(SHOP, "two", "second");
    home.log(SHOP, "log", "a line\n");
    var first = backup();
    home.rotate();
    var second = backup();
    home.rotate();
    backup();

    backups.replaceRing();

    for (var backup : List.of(first, second)) {
      try (var again = restored(backup)) {
        assertThat(again.get(SHOP, "two")).contains("second");
        assertThat(again.readLog(SHOP, "log")).contains("a line\n");
        assertThat(again.ring.due()).contains(SHOP);
        DataKeyRotation.pass(again.ring, List.of(again.objects, again.logs), () -> true);
        assertThat(again.ring.due()).isEmpty();
        assertThat(again.get(SHOP, "two")).contains("second");
      }
    }
  }

  @Test
  void aBackupFromTheMiddleOfARotationIsRead() {
    home.put(SHOP, "two", "second");
    home.ring.beginRotation();
    DataKeyRotation.pass(home.ring, List.of((_, _) -> false), () -> true);
    home.put(SHOP, "three", "third");
    var middle = backup();
    home.rotate();
    home.rotate();
    backups.replaceRing();

    try (var again = restored(middle)) {
      assertThat(again.get(SHOP, "two")).contains("second");
      assertThat(again.get(SHOP, "three")).contains("third");
      while (!again.ring.due().isEmpty()) {
        DataKeyRotation.pass(again.ring, List.of(again.objects, again.logs), () -> true);
      }
      assertThat(again.get(SHOP, "two")).contains("second");
    }
  }

  @Test
  void aRestoredHomeGoesOnWithItsBackups() {
    home.put(SHOP, "two", "second");
    var first = backup();
    home.rotate();
    backup();
    Path data = folder.resolve("restored-and-used");
    try (var restoring = restoring(data)) {
      restoring.restore(restoring.find(first.name()), BackupProgress.NONE);
    }
    home.close();
    home = SmallHome.open(data, keys);
    backups = backups(there);
    home.put(SHOP, "three", "third");

    var next = backup();

    assertThat(next.number()).isEqualTo(3);
    for (var backup : backups.list()) {
      try (var again = restored(backup)) {
        assertThat(again.get(SHOP, "two")).contains("second");
      }
    }
  }

  @Test
  void aRetiredKeyIsDestroyedWithTheLastBackupThatNeedsIt() {
    home.put(SHOP, "two", "second");
    var first = backup();
    home.rotate();
    backup();
    backups.replaceRing();
    assertThat(home.ring.retired()).isPositive();

    assertThat(there.resolve("backups").resolve(first.name()).toFile().delete()).isTrue();
    backups.replaceRing();

    assertThat(home.ring.retired()).isZero();
  }

  @Test
  void aBackupThatIsEndedIsNoneAndTheNextSweepsIt() {
    home.put(SHOP, "two", "second");
    var whole = backup();
    home.put(SHOP, "three", "third");
    home.put(SHOP, "four", "fourth");

    assertThatThrownBy(() -> backups.make(home.source(), (files, _) -> files < 2))
        .isInstanceOf(CancellationException.class);

    assertThat(backups.list()).extracting(Backup::name).containsExactly(whole.name());
    assertThat(home.data.resolve("pinned")).doesNotExist();
    backups.prune(new Retention(7));
    assertThat(blobs()).hasSize((int) whole.files());
  }

  @Test
  void everyKindOfDamageIsFoundAndNamed() throws IOException {
    home.put(SHOP, "two", "second");
    home.put(SHOP, "three", "a text that is a little longer");
    backup();
    List<Path> blobs = blobs();
    Path manifest = files(there.resolve("backups")).getFirst();

    for (Path blob : blobs) {
      assertRefused(blob, BackupsTest::flipped, blob.getFileName().toString());
      assertRefused(blob, bytes -> java.util.Arrays.copyOf(bytes, bytes.length - 1), "damaged");
      assertRefused(blob, bytes -> java.util.Arrays.copyOf(bytes, bytes.length + 1), "damaged");
    }
    byte[] other = Files.readAllBytes(blobs.getLast());
    assertRefused(blobs.getFirst(), _ -> other, blobs.getFirst().getFileName().toString());
    assertRefused(manifest, BackupsTest::flipped, manifest.getFileName().toString());
    assertRefused(manifest, bytes -> java.util.Arrays.copyOf(bytes, 6), "damaged");
    assertRefused(there.resolve("keyring"), BackupsTest::flipped, "key ring");

    Files.delete(blobs.getFirst());
    assertThatThrownBy(this::restoreNewest)
        .hasMessageContaining(blobs.getFirst() + " is missing")
        .hasMessageContaining("nothing of this one was restored");
  }

  private static byte[] flipped(byte[] bytes) {
    bytes[bytes.length / 2] ^= 1;
    return bytes;
  }

  private void assertRefused(Path file, UnaryOperator<byte[]> damage, String named)
      throws IOException {
    byte[] good = Files.readAllBytes(file);
    Files.write(file, damage.apply(good.clone()));

    assertThatThrownBy(this::restoreNewest)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo(Code.DAMAGED))
        .hasMessageContaining(named);

    Files.write(file, good);
  }

  private void restoreNewest() {
    try (var restoring = restoring(folder.resolve("restored-" + ++restores))) {
      restoring.restore(restoring.newest(), BackupProgress.NONE);
    }
  }

  @Test
  void aManifestUnderAnothersNameIsRefused() throws IOException {
    var first = backup();
    var second = backup();
    Path backupsThere = there.resolve("backups");
    Files.copy(
        backupsThere.resolve(first.name()),
        backupsThere.resolve(second.name()),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(this::restoreNewest).hasMessageContaining(second.name());
    assertThat(backups.list()).extracting(Backup::name).containsExactly(first.name());
    assertThat(backups.damaged()).containsExactly(second.name());
    assertThatThrownBy(() -> backups.prune(new Retention(7))).hasMessageContaining(second.name());
  }

  @Test
  void theWrongMasterKeyOpensNothing() {
    backup();
    Path other = folder.resolve("other");
    SmallHome.open(folder.resolve("other-data"), other).close();

    assertThatThrownBy(() ->
            Restoring.open(
                new DirectoryDestination(there, false),
                folder.resolve("again"),
                SmallHome.masterKey(other),
                random))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo(Code.KEY_WRONG))
        .hasMessageContaining(there.toString())
        .hasMessageContaining("the master key is not the one");
  }

  @Test
  void aBackupOfANewerVersionSaysSo() throws IOException {
    backup();
    Path manifest = files(there.resolve("backups")).getFirst();
    byte[] bytes = Files.readAllBytes(manifest);
    bytes[7] = 2;
    Files.write(manifest, bytes);

    assertThatThrownBy(this::restoreNewest).hasMessageContaining("newer version of Bailey");
  }

  @Test
  void twoHomesDoNotShareADestination() {
    backup();
    try (var other = SmallHome.open(folder.resolve("other-data"), folder.resolve("other"))) {
      var theirs =
          new Backups(other.data, other.ring, new DirectoryDestination(there, true), random, clock);

      assertThatThrownBy(() -> theirs.make(other.source(), BackupProgress.NONE))
          .hasMessageContaining("another home");
    }
    restoreNewest();
  }

  @Test
  void aDestinationThatIsNotThereIsNamed() {
    var nowhere =
        new Backups(
            home.data,
            home.ring,
            new DirectoryDestination(folder.resolve("unmounted"), false),
            random,
            clock);

    assertThatThrownBy(() -> nowhere.make(home.source(), BackupProgress.NONE))
        .hasMessageContaining("unmounted")
        .hasMessageContaining("backup_directory");
    assertThat(folder.resolve("unmounted")).doesNotExist();
  }

  @Test
  void aDestinationThatTakesNoFilesIsNamed() throws IOException {
    Files.createDirectories(there);
    Files.writeString(there.resolve("parts"), "in the way");

    assertThatThrownBy(this::backup)
        .hasMessageContaining(there.toString())
        .hasMessageContaining("cannot be written to");
  }

  @Test
  void aDiskThatFillsUpLeavesTheEarlierBackupsWhole() {
    home.put(SHOP, "two", "second");
    var whole = backup();
    home.put(SHOP, "three", "third");
    var full = new Backups(home.data, home.ring, new FullDestination(there), random, clock);

    assertThatThrownBy(() -> full.make(home.source(), BackupProgress.NONE))
        .hasMessageContaining("No space left on device");

    assertThat(backups.list()).extracting(Backup::name).containsExactly(whole.name());
    assertThat(files(there.resolve("parts"))).isEmpty();
    try (var again = restored(whole)) {
      assertThat(again.get(SHOP, "two")).contains("second");
    }
  }

  @Test
  @Timeout(20)
  void nothingIsDeletedWhileAHomeIsHeld() throws Exception {
    home.put(SHOP, "two", "second");
    CompletableFuture<Boolean> deletion;
    try (var _ = home.objects.hold()) {
      deletion =
          CompletableFuture.supplyAsync(() ->
              home.objects.delete(new dev.bailey.storage.object.ObjectKey(SHOP, "things", "two")));
      assertThatThrownBy(() -> deletion.get(200, TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      home.put(SHOP, "three", "writing goes on");
      assertThat(home.get(SHOP, "two")).contains("second");
    }

    assertThat(deletion.get(10, TimeUnit.SECONDS)).isTrue();
  }

  private List<Path> blobs() {
    return files(there.resolve("files"));
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
