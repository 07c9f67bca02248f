package dev.bailey.storage.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.object.LocalLogs;
import dev.bailey.storage.object.LocalObjects;
import dev.bailey.storage.object.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class DataKeyRotationTest {
  private static final KeyOwner ACCOUNT = KeyOwner.account();
  private static final KeyOwner PROJECT = KeyOwner.project(7);

  private final SecureRandom random = new SecureRandom();

  @TempDir Path home;
  private KeyRing ring;
  private LocalObjects objects;
  private LocalLogs logs;

  @BeforeEach
  void open() {
    ring =
        KeyRing.open(
            home.resolve("data/keyring"),
            new MasterKeyFile(home.resolve("keys/master.key"), random),
            random);
    ring.create(PROJECT);
    objects = new LocalObjects(home.resolve("data/objects"), ring);
    logs = new LocalLogs(home.resolve("data/logs"), ring, random);
  }

  @AfterEach
  void close() {
    ring.close();
  }

  @Test
  void whatWasWrittenBeforeIsReadDuringAndAfter() {
    objects.put(object(PROJECT, 1), bytes("one"));
    log(1, "first");
    ring.beginRotation();
    ring.renew(PROJECT);

    assertThat(objects.get(object(PROJECT, 1))).contains(bytes("one"));
    assertThat(read(1)).isEqualTo("first");
    objects.put(object(PROJECT, 2), bytes("two"));
    assertThat(pass().left()).isZero();
    assertThat(objects.get(object(PROJECT, 1))).contains(bytes("one"));
    assertThat(objects.get(object(PROJECT, 2))).contains(bytes("two"));
    assertThat(objects.list(PROJECT, "runs")).containsExactly("1", "2");
    assertThat(read(1)).isEqualTo("first");
  }

  @Test
  void theOldKeysOpenNothingThatWasWrittenAnew() throws IOException {
    objects.put(object(PROJECT, 1), bytes("one"));
    objects.put(object(ACCOUNT, 1), bytes("ours"));
    Path old = Files.createDirectories(home.resolve("old")).resolve("keyring");
    Files.copy(home.resolve("data/keyring"), old);
    ring.beginRotation();
    pass();

    try (var oldRing =
        KeyRing.open(old, new MasterKeyFile(home.resolve("keys/master.key"), random), random)) {
      var oldObjects = new LocalObjects(home.resolve("data/objects"), oldRing);
      assertThatThrownBy(() -> oldObjects.get(object(PROJECT, 1)))
          .isInstanceOf(StorageException.class);
      assertThatThrownBy(() -> oldObjects.get(object(ACCOUNT, 1)))
          .isInstanceOf(StorageException.class);
    }
  }

  @Test
  void aLogThatGrowsKeepsTheOldKeyUntilItEnds() {
    var writer = logs.append(object(PROJECT, 1));
    writer.write(bytes("first "));
    writer.flush();
    ring.beginRotation();

    assertThat(pass().left()).isEqualTo(1);
    writer.write(bytes("last"));
    writer.finish();
    assertThat(pass().left()).isZero();
    assertThat(read(1)).isEqualTo("first last");
  }

  @Test
  void aRotationThatWasCutShortGoesOnWhereItWas() {
    for (int each = 1; each <= 10; each++) {
      objects.put(object(PROJECT, each), bytes("number " + each));
    }
    ring.beginRotation();
    var pieces = new AtomicInteger(6);
    var cut =
        DataKeyRotation.pass(ring, List.of(objects, logs), () -> pieces.getAndDecrement() > 0);
    assertThat(cut.left()).isPositive();
    ring.close();
    open();

    assertThat(ring.round()).isEqualTo(1);
    for (int each = 1; each <= 10; each++) {
      assertThat(objects.get(object(PROJECT, each))).contains(bytes("number " + each));
    }
    assertThat(pass().left()).isZero();
    for (int each = 1; each <= 10; each++) {
      assertThat(objects.get(object(PROJECT, each))).contains(bytes("number " + each));
    }
  }

  @Test
  void keysThatLastAreTheSameAfterTwoRotations() {
    String names = hex(Purpose.OBJECT_NAMES);
    String audit = hex(Purpose.AUDIT);
    String content = hex(Purpose.OBJECTS);

    ring.beginRotation();
    pass();
    ring.beginRotation();
    pass();
    ring.close();
    open();

    assertThat(ring.round()).isEqualTo(2);
    assertThat(hex(Purpose.OBJECT_NAMES)).isEqualTo(names);
    assertThat(hex(Purpose.AUDIT)).isEqualTo(audit);
    assertThat(hex(Purpose.OBJECTS)).isNotEqualTo(content);
  }

  @Test
  void damageIsNotWrittenAnewAndKeepsItsKey() throws IOException {
    objects.put(object(PROJECT, 1), bytes("one"));
    Path file = onlyFileOf(PROJECT);
    byte[] whole = Files.readAllBytes(file);
    byte[] damaged = whole.clone();
    damaged[damaged.length - 1] ^= 1;
    Files.write(file, damaged);
    ring.beginRotation();

    assertThat(pass().left()).isEqualTo(1);
    Files.write(file, whole);
    assertThat(pass().left()).isZero();
    assertThat(objects.get(object(PROJECT, 1))).contains(bytes("one"));
  }

  @Test
  @Timeout(60)
  void itIsDoneInTheBackground() throws InterruptedException {
    objects.put(object(PROJECT, 1), bytes("one"));

    try (var rotation =
        DataKeyRotation.start(ring, List.of(objects, logs), Duration.ofMillis(20))) {
      rotation.begin();
      while (rotation.progress().left() > 0) {
        Thread.onSpinWait();
      }
      assertThat(rotation.progress()).isEqualTo(new DataKeyRotation.Progress(1, 2, 0));
    }
    assertThat(objects.get(object(PROJECT, 1))).contains(bytes("one"));
  }

  private DataKeyRotation.Progress pass() {
    return DataKeyRotation.pass(ring, List.of(objects, logs), () -> true);
  }

  private Path onlyFileOf(KeyOwner owner) throws IOException {
    try (var files = Files.walk(home.resolve("data/objects").resolve(owner.label()))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  private void log(int number, String text) {
    var writer = logs.append(object(PROJECT, number));
    writer.write(bytes(text));
    writer.finish();
  }

  private String read(int number) {
    try (var reader = logs.open(object(PROJECT, number)).orElseThrow()) {
      return new String(reader.read(0, 1000), StandardCharsets.UTF_8);
    }
  }

  private String hex(Purpose purpose) {
    try (var key = ring.key(ACCOUNT, purpose)) {
      return key.lend(HexFormat.of()::formatHex);
    }
  }

  private static ObjectKey object(KeyOwner owner, int number) {
    return new ObjectKey(owner, "runs", Integer.toString(number));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
