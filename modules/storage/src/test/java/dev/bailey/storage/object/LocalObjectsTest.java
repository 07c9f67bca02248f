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
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalObjectsTest {
  private static final KeyOwner OWNER = KeyOwner.project(1);
  private static final String RUN = "runs/17/artifacts";
  private static final ObjectKey MANIFEST = new ObjectKey(OWNER, RUN, "manifest.json");

  private final SecureRandom random = new SecureRandom();

  @TempDir Path home;
  private KeyRing ring;
  private ObjectStore objects;

  @BeforeEach
  void open() {
    var master = new MasterKeyFile(home.resolve("keys/master.key"), random);
    Path file = home.resolve("data/keyring");
    ring = KeyRing.open(file, master, random);
    ring.create(OWNER);
    ring.create(KeyOwner.project(2));
    objects = new LocalObjects(home.resolve("data/objects"), ring);
  }

  @AfterEach
  void close() {
    ring.close();
  }

  @Test
  void whatWasPutIsThere() {
    for (int size : List.of(0, 1, 131_071, 131_072, 131_073, 1_000_000)) {
      byte[] bytes = bytes(size);
      objects.put(MANIFEST, bytes);

      assertThat(objects.get(MANIFEST)).as("%d bytes", size).hasValue(bytes);
    }
  }

  @Test
  void aRangeReadsFromAnywhere() throws IOException {
    byte[] bytes = bytes(700_000);
    objects.put(MANIFEST, bytes);

    try (var object = objects.open(MANIFEST).orElseThrow()) {
      assertThat(object.size()).isEqualTo(700_000);
      assertThat(object.stream(650_001).readAllBytes())
          .isEqualTo(Arrays.copyOfRange(bytes, 650_001, 700_000));
      assertThat(object.stream(131_072).readNBytes(5))
          .isEqualTo(Arrays.copyOfRange(bytes, 131_072, 131_077));
      assertThat(object.stream(700_000).read()).isEqualTo(-1);
    }
  }

  @Test
  void theNewerOneReplacesTheOlder() {
    objects.put(MANIFEST, bytes(10));
    objects.put(MANIFEST, new byte[] {1, 2, 3});

    assertThat(objects.get(MANIFEST)).hasValue(new byte[] {1, 2, 3});
  }

  @Test
  void withoutACommitNothingRemains() throws IOException {
    try (var writer = objects.create(MANIFEST)) {
      writer.write(bytes(500_000));
    }

    assertThat(objects.open(MANIFEST)).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void whatACrashLeftIsSweptAtTheNextStart() throws IOException {
    var writer = objects.create(MANIFEST);
    writer.write(bytes(500_000));
    assertThat(files()).hasSize(1);

    new LocalObjects(home.resolve("data/objects"), ring);

    assertThat(files()).isEmpty();
    writer.close();
  }

  @Test
  void aCollectionListsItsNames() {
    objects.put(MANIFEST, bytes(1));
    objects.put(new ObjectKey(OWNER, RUN, "catalog.json"), bytes(1));
    objects.put(new ObjectKey(OWNER, "runs/18/artifacts", "other.json"), bytes(1));

    assertThat(objects.list(OWNER, RUN)).containsExactly("catalog.json", "manifest.json");
    assertThat(objects.list(OWNER, "runs/19/artifacts")).isEmpty();
    assertThat(objects.list(KeyOwner.project(2), RUN)).isEmpty();
  }

  @Test
  void deletingTakesOneOrAll() throws IOException {
    objects.put(MANIFEST, bytes(1));
    objects.put(new ObjectKey(OWNER, RUN, "catalog.json"), bytes(1));

    assertThat(objects.delete(MANIFEST)).isTrue();
    assertThat(objects.delete(MANIFEST)).isFalse();
    assertThat(objects.list(OWNER, RUN)).containsExactly("catalog.json");

    objects.deleteAll(OWNER, RUN);
    assertThat(files()).isEmpty();
  }

  @Test
  void noWordOfAnObjectIsOnTheDisk() throws IOException {
    String canary = "CNRY7f3a9c";
    objects.put(
        new ObjectKey(OWNER, canary, canary), canary.repeat(9).getBytes(StandardCharsets.UTF_8));

    for (Path file : files()) {
      assertThat(file.toString()).doesNotContain(canary);
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .doesNotContain(canary);
    }
  }

  @Test
  void compressibleTextTakesAFractionOfItsSize() throws IOException {
    objects.put(
        MANIFEST,
        "{\"unique_id\": \"model.shop.orders\"}".repeat(9000).getBytes(StandardCharsets.UTF_8));

    assertThat(Files.size(files().getFirst())).isLessThan(20_000);
  }

  @Test
  void partsThatShrinkAndPartsThatDoNotComeBack() {
    var mixed = new ByteArrayOutputStream();
    for (int i = 0; i < 40; i++) {
      mixed.writeBytes(i % 3 == 0 ? bytes(150_000) : new byte[150_000]);
    }

    objects.put(MANIFEST, mixed.toByteArray());

    assertThat(objects.get(MANIFEST)).hasValue(mixed.toByteArray());
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    objects.put(MANIFEST, bytes(200_000));
    Path file = files().getFirst();
    byte[] good = Files.readAllBytes(file);
    var dice = new Random(3);

    for (int i = 0; i < 300; i++) {
      byte[] bad = good.clone();
      int bit = dice.nextInt(bad.length * 8);
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, bad);
      assertDamaged(() -> objects.get(MANIFEST));
    }
  }

  @Test
  void everyCutAndEveryAdditionIsFound() throws IOException {
    objects.put(MANIFEST, bytes(200_000));
    Path file = files().getFirst();
    byte[] good = Files.readAllBytes(file);

    for (int length :
        List.of(0, 1, 39, 40, 41, 65_536, 131_072, good.length - 1, good.length + 1)) {
      Files.write(file, Arrays.copyOf(good, length));
      assertDamaged(() -> objects.get(MANIFEST));
    }
  }

  @Test
  void anObjectInThePlaceOfAnotherIsFound() throws IOException {
    var catalog = new ObjectKey(OWNER, RUN, "catalog.json");
    var elsewhere = new ObjectKey(OWNER, "runs/18/artifacts", "manifest.json");
    objects.put(MANIFEST, bytes(10));
    Path manifest = files().getFirst();
    byte[] good = Files.readAllBytes(manifest);

    for (var other : List.of(catalog, elsewhere)) {
      objects.put(other, bytes(10));
      Path file = files().stream().filter(f -> !f.equals(manifest)).findFirst().orElseThrow();
      Files.write(file, good);
      assertDamaged(() -> objects.get(other));
      objects.delete(other);
    }
  }

  @Test
  void withItsKeyAnOwnersObjectsAreGone() {
    objects.put(MANIFEST, bytes(10));

    ring.destroy(OWNER);

    assertThatThrownBy(() -> objects.get(MANIFEST))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo(Code.KEY_DESTROYED));
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(home.resolve("data/objects"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void assertDamaged(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo(Code.DAMAGED));
  }
}
