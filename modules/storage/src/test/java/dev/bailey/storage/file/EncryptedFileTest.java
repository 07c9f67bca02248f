package dev.bailey.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.keys.Key256;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EncryptedFileTest {
  private static final int SLOT = EncryptedFile.SLOT;
  private static final int HEADER = 4096;

  private final SecureRandom random = new SecureRandom();
  private final Key256 key = Key256.random(random);

  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void place() {
    path = directory.resolve("file");
  }

  @AfterEach
  void wipe() {
    key.close();
  }

  @Test
  void whatWasWrittenIsReadAfterReopening() {
    byte[] bytes = bytes(3 * 4096 + 17);
    write(bytes);

    assertThat(readAll(path)).isEqualTo(bytes);
  }

  @Test
  void nothingOfItIsOnTheDisk() throws IOException {
    String secret = "CNRY-a-warehouse-password";
    write(secret.repeat(1000).getBytes(StandardCharsets.UTF_8));

    String raw = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
    assertThat(raw).doesNotContain(secret.substring(0, 8));
  }

  /// Against an array that takes the same writes, cuts and reads.
  @Test
  void itBehavesLikeAPlainFile() {
    var dice = new Random(42);
    try (var file = create("x")) {
      byte[] model = new byte[0];
      for (int step = 0; step < 1500; step++) {
        if (dice.nextInt(12) == 0) {
          int size = dice.nextInt(60_000);
          file.truncate(size);
          model = Arrays.copyOf(model, Math.min(size, model.length));
        } else {
          int at = dice.nextInt(dice.nextInt(8) == 0 ? 80_000 : model.length + 1);
          byte[] bytes = new byte[dice.nextInt(9000)];
          dice.nextBytes(bytes);
          file.write(ByteBuffer.wrap(bytes), at);
          if (bytes.length > 0 || at > model.length) {
            model = Arrays.copyOf(model, Math.max(model.length, at + bytes.length));
          }
          System.arraycopy(bytes, 0, model, at, bytes.length);
        }
        assertThat(file.size()).isEqualTo(model.length);
        assertReads(file, model, dice);
      }
      assertThat(EncryptedFile.sizeOf(path)).isEqualTo(model.length);
    }
  }

  @Test
  void readingAtTheEndGivesMinusOne() {
    try (var file = create("x")) {
      file.write(ByteBuffer.wrap(bytes(10)), 0);

      assertThat(file.read(ByteBuffer.allocate(5), 10)).isEqualTo(-1);
      assertThat(file.read(ByteBuffer.allocate(5), 8)).isEqualTo(2);
    }
  }

  @Test
  void aGapReadsAsZerosAndIsAuthenticatedToo() throws IOException {
    try (var file = create("x")) {
      file.write(ByteBuffer.wrap(bytes(1)), 5 * 4096L);
    }
    assertThat(readAll(path)).startsWith(new byte[5 * 4096]);

    blank(HEADER + 2 * SLOT, SLOT);

    assertDamaged(() -> readAll(path));
  }

  @Test
  void manyThreadsReadWhileOneWrites() {
    byte[] page = new byte[4096];
    try (var file = create("x");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      file.write(ByteBuffer.wrap(new byte[64 * 4096]), 0);
      var readers =
          IntStream.range(0, 8)
              .mapToObj(i -> CompletableFuture.runAsync(() -> readUniformPages(file, i), threads))
              .toList();
      for (int round = 1; round < 100; round++) {
        Arrays.fill(page, (byte) round);
        file.write(ByteBuffer.wrap(page), (round % 64) * 4096L);
      }

      readers.forEach(CompletableFuture::join);
    }
  }

  @Test
  void anInterruptedThreadDoesNotCloseTheFile() {
    try (var file = create("x")) {
      file.write(ByteBuffer.wrap(bytes(5000)), 0);
      Thread.currentThread().interrupt();
      try {
        file.read(ByteBuffer.allocate(100), 0);
        file.write(ByteBuffer.wrap(bytes(10)), 100);
        file.force();
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }

      assertThat(file.read(ByteBuffer.allocate(100), 0)).isEqualTo(100);
    }
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    byte[] contents = bytes(2 * 4096 + 100);
    write(contents);
    byte[] good = Files.readAllBytes(path);
    var dice = new Random(7);

    for (int i = 0; i < 500; i++) {
      byte[] bad = good.clone();
      int bit = dice.nextInt(bad.length * 8);
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(path, bad);
      assertThatThrownBy(() -> readAll(path))
          .as("bit %d", bit)
          .isInstanceOf(StorageException.class);
    }
  }

  @Test
  void swappedPagesAreFound() throws IOException {
    write(bytes(3 * 4096));
    byte[] raw = Files.readAllBytes(path);
    byte[] swapped = raw.clone();
    System.arraycopy(raw, HEADER, swapped, HEADER + SLOT, SLOT);
    System.arraycopy(raw, HEADER + SLOT, swapped, HEADER, SLOT);
    Files.write(path, swapped);

    assertDamaged(() -> readAll(path));
  }

  @Test
  void aPageOfAnotherFileIsFound() throws IOException {
    write(bytes(2 * 4096));
    byte[] mine = Files.readAllBytes(path);
    Files.delete(path);
    write(bytes(2 * 4096));
    byte[] other = Files.readAllBytes(path);
    System.arraycopy(other, HEADER, mine, HEADER, SLOT);
    Files.write(path, mine);

    assertDamaged(() -> readAll(path));
  }

  @Test
  void filesThatStandInForOneAnotherAreFound() {
    create("git/1").close();

    assertDamaged(() -> EncryptedFile.open(path, key, "git/2", false, random));
  }

  @Test
  void aCutWithinAPageIsFound() throws IOException {
    write(bytes(2 * 4096));
    cut(Files.size(path) - 1);

    assertDamaged(() -> readAll(path));
  }

  @Test
  void aFinishedFileThatWasCutOrLengthenedIsFound() throws IOException {
    try (var file = create("x")) {
      file.write(ByteBuffer.wrap(bytes(3 * 4096)), 0);
      file.finish();
      assertThatThrownBy(() -> file.write(ByteBuffer.wrap(bytes(1)), 0))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(readAll(path)).hasSize(3 * 4096);
    byte[] good = Files.readAllBytes(path);

    cut(good.length - SLOT);
    assertDamaged(() -> readAll(path));

    Files.write(path, Arrays.copyOf(good, good.length + SLOT));
    assertDamaged(() -> readAll(path));
  }

  @Test
  void aSlotWithoutContentsCountsAsNotWritten() throws IOException {
    write(bytes(4096));
    Files.write(path, Arrays.copyOf(Files.readAllBytes(path), HEADER + SLOT + 28));

    assertThat(readAll(path)).hasSize(4096);
  }

  @Test
  void aTornPageCanBeWrittenAnewButNotInPart() throws IOException {
    write(bytes(2 * 4096));
    blank(HEADER + SLOT + 2000, 1000);

    try (var file = open(true)) {
      assertDamaged(() -> file.write(ByteBuffer.wrap(bytes(10)), 4096 + 5));
      file.write(ByteBuffer.wrap(new byte[4096]), 4096);
    }
    assertThat(readAll(path)).endsWith(new byte[4096]);
  }

  @Test
  void anotherKeyIsToldFromDamage() {
    create("x").close();

    try (var other = Key256.random(random)) {
      assertThatThrownBy(() -> EncryptedFile.open(path, other, "x", false, random))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.code()).isEqualTo(Code.KEY_WRONG));
    }
  }

  @Test
  void aFileIsMadeOnceAndForItsOwnerAlone() throws IOException {
    create("x").close();

    assertThatThrownBy(() -> create("x"))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo(Code.EXISTS));
    assertThat(Files.getPosixFilePermissions(path)).hasSize(2);
  }

  private static void readUniformPages(EncryptedFile file, int seed) {
    var dice = new Random(seed);
    for (int i = 0; i < 300; i++) {
      byte[] page = new byte[4096];
      assertThat(file.read(ByteBuffer.wrap(page), dice.nextInt(64) * 4096L)).isEqualTo(4096);
      assertThat(page).containsOnly(page[0]);
    }
  }

  private static void assertReads(EncryptedFile file, byte[] model, Random dice) {
    int from = dice.nextInt(model.length + 1);
    byte[] read = new byte[Math.min(dice.nextInt(20_000), model.length - from)];
    if (read.length > 0) {
      assertThat(file.read(ByteBuffer.wrap(read), from)).isEqualTo(read.length);
      assertThat(read).isEqualTo(Arrays.copyOfRange(model, from, from + read.length));
    }
  }

  private static void assertDamaged(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo(Code.DAMAGED));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private EncryptedFile create(String identity) {
    return EncryptedFile.create(path, key, identity, random);
  }

  private EncryptedFile open(boolean writable) {
    return EncryptedFile.open(path, key, "x", writable, random);
  }

  private void write(byte[] bytes) {
    try (var file = create("x")) {
      file.write(ByteBuffer.wrap(bytes), 0);
    }
  }

  private byte[] readAll(Path from) {
    try (var file = EncryptedFile.open(from, key, "x", false, random)) {
      byte[] bytes = new byte[(int) file.size()];
      if (bytes.length > 0) {
        assertThat(file.read(ByteBuffer.wrap(bytes), 0)).isEqualTo(bytes.length);
      }
      return bytes;
    }
  }

  private void blank(long at, int length) throws IOException {
    try (var raw = new RandomAccessFile(path.toFile(), "rw")) {
      raw.seek(at);
      raw.write(new byte[length]);
    }
  }

  private void cut(long size) throws IOException {
    try (var raw = new RandomAccessFile(path.toFile(), "rw")) {
      raw.setLength(size);
    }
  }
}
