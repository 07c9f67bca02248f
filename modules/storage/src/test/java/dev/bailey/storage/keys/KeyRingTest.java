package dev.bailey.storage.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyRingTest {
  private final SecureRandom random = new SecureRandom();

  @TempDir Path home;
  private Path keyFile;
  private Path ringFile;

  @BeforeEach
  void places() {
    keyFile = home.resolve("keys/master.key");
    ringFile = home.resolve("data/keyring");
  }

  @Test
  void theFirstStartMakesAMasterKeyThatOnlyItsOwnerMayRead() throws IOException {
    open().close();

    assertThat(Files.size(keyFile)).isEqualTo(32);
    assertThat(Files.getPosixFilePermissions(keyFile))
        .isEqualTo(PosixFilePermissions.fromString("r--------"));
    assertThat(Files.getPosixFilePermissions(keyFile.getParent()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    try (var files = Files.list(keyFile.getParent())) {
      assertThat(files).containsExactly(keyFile);
    }
  }

  @Test
  void theSameKeysComeBackAfterARestart() {
    String account;
    String project;
    try (var ring = open()) {
      ring.create(KeyOwner.project(7));
      account = hex(ring, KeyOwner.account(), Purpose.DATABASE);
      project = hex(ring, KeyOwner.project(7), Purpose.GIT);
    }

    try (var ring = open()) {
      assertThat(hex(ring, KeyOwner.account(), Purpose.DATABASE)).isEqualTo(account);
      assertThat(hex(ring, KeyOwner.project(7), Purpose.GIT)).isEqualTo(project);
    }
  }

  @Test
  void eachOwnerAndPurposeHasItsOwnKey() {
    try (var ring = open()) {
      ring.create(KeyOwner.project(1));
      ring.create(KeyOwner.project(2));

      assertThat(hex(ring, KeyOwner.project(1), Purpose.GIT))
          .isNotEqualTo(hex(ring, KeyOwner.project(2), Purpose.GIT))
          .isNotEqualTo(hex(ring, KeyOwner.project(1), Purpose.OBJECTS));
    }
  }

  @Test
  void anOwnerWithoutAKeyHasNone() {
    try (var ring = open()) {
      assertThat(ring.find(KeyOwner.project(9), Purpose.GIT)).isEmpty();
      assertThatThrownBy(() -> ring.key(KeyOwner.project(9), Purpose.GIT))
          .hasMessageContaining("project-9");
    }
  }

  @Test
  void aDestroyedKeyNeverComesBack() throws IOException {
    byte[] wrapped;
    try (var ring = open()) {
      ring.create(KeyOwner.project(3));
      wrapped = Files.readAllBytes(ringFile);

      ring.destroy(KeyOwner.project(3));

      assertRefused(() -> ring.key(KeyOwner.project(3), Purpose.GIT), Code.KEY_DESTROYED);
    }
    try (var ring = open()) {
      assertRefused(() -> ring.find(KeyOwner.project(3), Purpose.GIT), Code.KEY_DESTROYED);
      assertRefused(() -> ring.create(KeyOwner.project(3)), Code.KEY_DESTROYED);
      assertThat(ring.owners()).containsExactly(KeyOwner.account());
    }
    assertThat(Files.size(ringFile)).isLessThan(wrapped.length);
  }

  @Test
  void aRepositorysKeyIsDestroyedApartFromItsProjects() {
    var project = new KeyOwner.Project(7);
    KeyOwner.Repository first;
    KeyOwner.Repository second;
    String kept;
    try (var ring = open()) {
      ring.create(project);
      first = ring.createForRepository(project);
      ring.destroy(first);
      second = ring.createForRepository(project);
      kept = hex(ring, second, Purpose.GIT);
    }

    assertThat(second).isNotEqualTo(first);
    try (var ring = open()) {
      assertRefused(() -> ring.key(first, Purpose.GIT), Code.KEY_DESTROYED);
      assertThat(hex(ring, second, Purpose.GIT)).isEqualTo(kept);
      assertThat(ring.find(project, Purpose.GIT)).isPresent();

      ring.destroy(project);
      assertRefused(() -> ring.key(second, Purpose.GIT), Code.KEY_DESTROYED);
      assertRefused(() -> ring.createForRepository(project), Code.KEY_DESTROYED);
    }
  }

  @Test
  void aUsersKeyIsNotThatOfTheProjectOfTheSameNumber() {
    String kept;
    try (var ring = open()) {
      ring.create(KeyOwner.project(7));
      ring.create(KeyOwner.person(7));
      ring.create(KeyOwner.person(8));
      kept = hex(ring, KeyOwner.person(8), Purpose.SEALING);
      ring.destroy(KeyOwner.person(7));
    }

    try (var ring = open()) {
      assertRefused(() -> ring.key(KeyOwner.person(7), Purpose.SEALING), Code.KEY_DESTROYED);
      assertThat(hex(ring, KeyOwner.person(8), Purpose.SEALING)).isEqualTo(kept);
      assertThat(ring.find(KeyOwner.project(7), Purpose.SEALING)).isPresent();
    }
  }

  @Test
  void withDataButWithoutTheMasterKeyNothingStarts() throws IOException {
    open().close();
    byte[] ring = Files.readAllBytes(ringFile);
    Files.delete(keyFile);

    assertRefused(this::open, Code.KEY_MISSING);

    assertThat(keyFile).doesNotExist();
    assertThat(ringFile).hasBinaryContent(ring);
  }

  @Test
  void withDataButWithoutTheRingNothingStarts() throws IOException {
    open().close();
    Files.delete(ringFile);
    Files.writeString(ringFile.resolveSibling("bailey.mv.db"), "data");

    assertRefused(this::open, Code.KEY_MISSING);

    assertThat(ringFile).doesNotExist();
  }

  @Test
  void aMasterKeyWithOneWrongBitIsToldFromDamage() throws IOException {
    open().close();
    byte[] ring = Files.readAllBytes(ringFile);
    byte[] key = Files.readAllBytes(keyFile);
    key[31] ^= 1;
    replace(keyFile, key);

    assertRefused(this::open, Code.KEY_WRONG);

    assertThat(ringFile).hasBinaryContent(ring);
  }

  @Test
  void aMasterKeyOfAnotherLengthIsRefused() throws IOException {
    open().close();
    replace(keyFile, new byte[31]);

    assertRefused(this::open, Code.KEY_WRONG);
  }

  @Test
  void aMasterKeyThatOthersMayReadIsRefused() throws IOException {
    open().close();
    Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("r--r-----"));

    assertRefused(this::open, Code.KEY_EXPOSED);
  }

  @Test
  void aStartThatEndedBetweenKeyAndRingGoesOn() {
    new MasterKeyFile(keyFile, random).first().key().close();

    try (var ring = open()) {
      assertThat(ring.owners()).containsExactly(KeyOwner.account());
    }
  }

  @Test
  void everyFlippedBitAndEveryCutOfTheRingIsFound() throws IOException {
    try (var ring = open()) {
      ring.create(KeyOwner.project(1));
    }
    byte[] ring = Files.readAllBytes(ringFile);

    for (int at = 0; at < ring.length; at++) {
      byte[] flipped = ring.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      Files.write(ringFile, flipped);
      // The bytes 12 to 27 are the check value: there, damage looks like another key.
      if (at >= 12 && at < 28) {
        assertRefused(this::open, Code.KEY_WRONG);
      } else {
        assertThatThrownBy(this::open).isInstanceOf(StorageException.class);
      }
      Files.write(ringFile, Arrays.copyOf(ring, at));
      assertThatThrownBy(this::open).isInstanceOf(StorageException.class);
    }
  }

  @Test
  void noExceptionHoldsKeyMaterial() throws IOException {
    open().close();
    String key = HexFormat.of().formatHex(Files.readAllBytes(keyFile));
    Files.write(ringFile, new byte[100]);

    assertThatThrownBy(this::open)
        .satisfies(e -> assertThat(e.toString()).doesNotContain(key).doesNotContain("00000000"));
  }

  private KeyRing open() {
    return KeyRing.open(ringFile, new MasterKeyFile(keyFile, random), random);
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Files.delete(file);
    Files.write(file, bytes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
  }

  private static String hex(KeyRing ring, KeyOwner owner, Purpose purpose) {
    try (var key = ring.key(owner, purpose)) {
      return key.lend(HexFormat.of()::formatHex);
    }
  }

  private static void assertRefused(ThrowingCallable call, Code code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
