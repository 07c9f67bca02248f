package dev.bailey.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalLogsTest {
  private static final ObjectKey LOG = new ObjectKey(KeyOwner.account(), "runs/17", "dbt.log");

  private final SecureRandom random = new SecureRandom();

  @TempDir Path home;
  private KeyRing ring;
  private LogStore logs;

  @BeforeEach
  void open() {
    var master = new MasterKeyFile(home.resolve("keys/master.key"), random);
    Path file = home.resolve("data/keyring");
    ring = KeyRing.open(file, master, random);
    logs = new LocalLogs(home.resolve("data/logs"), ring, random);
  }

  @AfterEach
  void close() {
    ring.close();
  }

  @Test
  void aLogIsReadWhileItGrows() {
    try (var writer = logs.append(LOG);
        var reader = logs.open(LOG).orElseThrow()) {
      assertThat(reader.size()).isZero();
      writer.write(utf8("first\n"));
      writer.flush();
      assertThat(read(reader, 0)).isEqualTo("first\n");
      writer.write(utf8("second\n"));
      writer.flush();

      assertThat(read(reader, 6)).isEqualTo("second\n");
      assertThat(reader.finished()).isFalse();
    }
  }

  @Test
  void anyRangeCanBeRead() {
    var all = new ByteArrayOutputStream();
    try (var writer = logs.append(LOG)) {
      for (int i = 0; i < 5000; i++) {
        byte[] line =
            utf8("line %d of a log that is long enough for several segments%n".formatted(i));
        writer.write(line);
        all.writeBytes(line);
        if (i % 700 == 0) {
          writer.flush();
        }
      }
      writer.finish();
    }
    byte[] bytes = all.toByteArray();

    try (var reader = logs.open(LOG).orElseThrow()) {
      assertThat(reader.finished()).isTrue();
      assertThat(reader.size()).isEqualTo(bytes.length);
      for (int from = 0; from < bytes.length; from += 13_577) {
        int to = Math.min(bytes.length, from + 70_001);
        assertThat(reader.read(from, 70_001)).isEqualTo(Arrays.copyOfRange(bytes, from, to));
      }
      assertThat(reader.read(bytes.length, 10)).isEmpty();
    }
  }

  @Test
  void whatWasFlushedSurvivesWithoutAClose() throws IOException {
    var writer = logs.append(LOG);
    writer.write(utf8("kept"));
    writer.flush();
    writer.write(utf8("only in memory"));

    try (var reader = logs.open(LOG).orElseThrow()) {
      assertThat(read(reader, 0)).isEqualTo("kept");
    }
    writer.close();
  }

  @Test
  void appendingGoesOnBehindWhatACrashLeft() throws IOException {
    log("before\n");
    byte[] whole = Files.readAllBytes(file());
    log("torn\n");
    Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), whole.length + 20));

    log("after\n");

    assertThat(read()).isEqualTo("before\nafter\n");
  }

  @Test
  void zerosThatAPowerCutLeftCountAsNotWritten() throws IOException {
    log("before\n");
    byte[] good = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(good, good.length + 5000));

    assertThat(read()).isEqualTo("before\n");
  }

  @Test
  void aLogThatAPowerCutLeftAsZerosBeginsAnew() throws IOException {
    log("before\n");
    Files.write(file(), new byte[(int) Files.size(file())]);

    assertThat(logs.open(LOG)).isEmpty();
    log("after\n");

    assertThat(read()).isEqualTo("after\n");
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    log("first\n");
    log("second\n");
    byte[] good = Files.readAllBytes(file());

    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file(), bad);
      // A longer length in front of the last segment is what a crash leaves, too: it is dropped
      // whole.
      try {
        assertThat(read()).as("bit %d", bit).isIn("", "first\n");
      } catch (StorageException e) {
        assertThat(e.code()).isEqualTo(Code.DAMAGED);
      }
    }
  }

  @Test
  void aFinishedLogThatWasCutIsNotFinished() throws IOException {
    try (var writer = logs.append(LOG)) {
      writer.write(utf8("all of it"));
      writer.finish();
    }
    byte[] good = Files.readAllBytes(file());

    Files.write(file(), Arrays.copyOf(good, good.length - 1));
    try (var reader = logs.open(LOG).orElseThrow()) {
      assertThat(reader.finished()).isFalse();
    }
    Files.write(file(), Arrays.copyOf(good, good.length + 1));
    assertDamaged(this::read);
  }

  @Test
  void aFinishedLogTakesNoMore() {
    try (var writer = logs.append(LOG)) {
      writer.finish();
    }

    assertThatThrownBy(() -> logs.append(LOG)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLogInThePlaceOfAnotherIsFound() throws IOException {
    log("mine");
    byte[] mine = Files.readAllBytes(file());
    logs.delete(LOG);
    try (var writer = logs.append(new ObjectKey(KeyOwner.account(), "runs/18", "dbt.log"))) {
      writer.write(utf8("other"));
    }
    Path other = file();
    log("mine again");
    Files.write(other, mine);

    assertDamaged(() -> logs.open(new ObjectKey(KeyOwner.account(), "runs/18", "dbt.log")));
  }

  @Test
  void aLogThatIsNotThereIsNotThere() {
    assertThat(logs.open(LOG)).isEmpty();
    assertThat(logs.delete(LOG)).isFalse();
  }

  private void log(String text) {
    try (var writer = logs.append(LOG)) {
      writer.write(utf8(text));
    }
  }

  private String read() {
    try (var reader = logs.open(LOG).orElseThrow()) {
      return read(reader, 0);
    }
  }

  private static String read(LogReader reader, long from) {
    return new String(reader.read(from, 1 << 20), StandardCharsets.UTF_8);
  }

  private Path file() throws IOException {
    try (var files = Files.walk(home.resolve("data/logs"))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertDamaged(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo(Code.DAMAGED));
  }
}
