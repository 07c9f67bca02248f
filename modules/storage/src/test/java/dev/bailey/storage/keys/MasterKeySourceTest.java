package dev.bailey.storage.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Master keys from a file, a passphrase and commands, and changes from each to another.
final class MasterKeySourceTest {
  private static final String WORDS = "orbit velvet canyon maple";

  private final SecureRandom random = new SecureRandom();

  @TempDir Path home;
  private Path ringFile;

  @BeforeEach
  void place() {
    ringFile = home.resolve("data/keyring");
  }

  @Test
  void aPassphraseOpensWhatItWasChosenFor() {
    String key = keyOf(passphrase(WORDS));

    assertThat(keyOf(passphrase(WORDS))).isEqualTo(key);
    assertThat(KeyRing.kind(ringFile)).contains(MasterKeySource.Kind.PASSPHRASE);
  }

  @Test
  void aWrongPassphraseIsRefusedAndChangesNothing() throws IOException {
    keyOf(passphrase(WORDS));
    byte[] ring = Files.readAllBytes(ringFile);

    assertRefused(() -> keyOf(passphrase(WORDS + "s")), Code.KEY_WRONG);
    assertThat(ringFile).hasBinaryContent(ring);
  }

  @Test
  void anExistingRingSaysItsOwnCost() {
    String key =
        keyOf(new MasterKeyPassphrase(phrase(WORDS), new MasterKeyPassphrase.Cost(512, 3), random));

    assertThat(keyOf(passphrase(WORDS))).isEqualTo(key);
  }

  @Test
  void aCostBeyondAllBoundsIsDamage() throws IOException {
    keyOf(passphrase(WORDS));
    byte[] ring = Files.readAllBytes(ringFile);
    ring[11] = 0x7f; // The memory's highest byte, after magic, kind and length: two terabytes.
    Files.write(ringFile, ring);

    assertRefused(() -> keyOf(passphrase(WORDS)), Code.DAMAGED);
  }

  @Test
  void aWeakPassphraseIsNotTakenForANewKey() {
    assertRefused(() -> keyOf(passphrase("fifteen letters")), Code.KEY_WRONG);
    assertRefused(() -> keyOf(passphrase("aaaaaaaaaaaaaaaaaaaaaaaaa")), Code.KEY_WRONG);
    assertThat(ringFile).doesNotExist();
  }

  @Test
  void aCommandGivesTheKeyAsBytesOrDigits() throws IOException {
    Path secret = home.resolve("secret");
    byte[] bytes = random.generateSeed(32);
    Files.write(secret, bytes);
    String key = keyOf(command("cat", secret.toString()));

    Files.writeString(secret, HexFormat.of().formatHex(bytes) + "\n");
    assertThat(keyOf(command("cat", secret.toString()))).isEqualTo(key);
  }

  @Test
  void aCommandThatDoesNotAnswerIsNamedWithoutWhatItSaid() throws IOException {
    keyOf(file());
    change(file(), command("printf", "%064d", "7"));
    byte[] ring = Files.readAllBytes(ringFile);

    assertRefused(
        () -> keyOf(command("false")), Code.KEY_UNAVAILABLE, "false ended with exit code 1");
    assertRefused(() -> keyOf(command("true")), Code.KEY_UNAVAILABLE, "put out nothing");
    assertRefused(
        () -> keyOf(command("/no/such/program")),
        Code.KEY_UNAVAILABLE,
        "program cannot be started");
    assertRefused(() -> keyOf(command("sleep", "60")), Code.KEY_UNAVAILABLE, "did not answer");
    assertRefused(() -> keyOf(command("yes")), Code.KEY_UNAVAILABLE, "yes");
    assertRefused(() -> keyOf(command("echo", "sesame")), Code.KEY_WRONG, "put out 7 bytes");
    assertRefused(
        () -> keyOf(command("printf", "%064d", "8")), Code.KEY_WRONG, "Put the right key");
    assertThat(ringFile).hasBinaryContent(ring);
  }

  @Test
  void aCommandSeesNothingOfTheConfiguration() {
    assertThat(
            new String(
                new KeyCommand(List.of("env"), Duration.ofSeconds(20)).ask(new byte[0]),
                StandardCharsets.UTF_8))
        .doesNotContain("BAILEY_");
  }

  @Test
  void twoCommandsWrapAndUnwrap() throws IOException {
    String key = keyOf(openssl("first"));

    assertThat(keyOf(openssl("first"))).isEqualTo(key);
    assertRefused(() -> keyOf(openssl("second")), Code.KEY_UNAVAILABLE);
  }

  @Test
  void aWrappingThatDoesNotUnwrapLocksNothing() {
    var lossy =
        new WrappedMasterKey(new CommandWrapper(asked("cat"), asked("head", "-c", "31")), random);

    assertRefused(() -> keyOf(lossy), Code.KEY_WRONG);
    assertThat(ringFile).doesNotExist();
  }

  @Test
  void aRingUnderAKeyOfAnotherKindSaysSo() {
    keyOf(passphrase(WORDS));

    assertRefused(
        () -> keyOf(file()),
        Code.KEY_WRONG,
        "kind 'passphrase', and the configuration names 'file'");
    assertThat(home.resolve("keys/master.key")).doesNotExist();
  }

  @Test
  void theMasterKeyChangesFromAnyKindToAnyOther() throws IOException {
    var sources =
        List.of(file(), passphrase(WORDS), openssl("first"), command("printf", "%064d", "7"));
    String key = keyOf(sources.getFirst());

    for (var from : sources) {
      for (var to : sources) {
        if (to.kind() == MasterKeySource.Kind.COMMAND && from == to) {
          continue; // A command that gives the same key again is refused, see below.
        }
        change(sources.getFirst(), from);
        byte[] before = Files.readAllBytes(ringFile);
        change(from, to);

        assertThat(keyOf(to)).as("%s to %s", from.kind(), to.kind()).isEqualTo(key);
        assertThat(Files.readAllBytes(ringFile)).isNotEqualTo(before);
        change(to, sources.getFirst());
      }
    }
  }

  @Test
  void theOldFileOpensNothingAfterTheChange() throws IOException {
    Path keyFile = home.resolve("keys/master.key");
    String key = keyOf(file());
    byte[] old = Files.readAllBytes(keyFile);

    change(file(), file());

    assertThat(keyOf(file())).isEqualTo(key);
    assertThat(keyFile).isNotEmptyFile();
    assertThat(Files.readAllBytes(keyFile)).isNotEqualTo(old);
    assertThat(home.resolve("keys/master.key.next")).doesNotExist();
    Files.delete(keyFile);
    Files.write(keyFile, old);
    Files.setPosixFilePermissions(
        keyFile, java.nio.file.attribute.PosixFilePermissions.fromString("r--------"));
    assertRefused(() -> keyOf(file()), Code.KEY_WRONG);
  }

  @Test
  void aCommandThatStillGivesTheOldKeyChangesNothing() {
    var source = command("printf", "%064d", "7");
    keyOf(source);

    assertRefused(() -> change(source, source), Code.KEY_WRONG, "--old-config");
  }

  @Test
  void anEndBeforeTheRingWasWrittenLeavesTheOldKey() {
    String key = keyOf(file());

    file().next(RingFile.lock(ringFile)).key().close();

    assertThat(keyOf(file())).isEqualTo(key);
    change(file(), file());
    assertThat(keyOf(file())).isEqualTo(key);
  }

  @Test
  void anEndAfterTheRingWasWrittenLeavesTheNewKey() throws IOException {
    Path keyFile = home.resolve("keys/master.key");
    String key = keyOf(file());
    byte[] old = Files.readAllBytes(keyFile);
    change(file(), file());
    // As it was before the new file took its name.
    Files.move(keyFile, home.resolve("keys/master.key.next"));
    Files.write(keyFile, old);
    Files.setPosixFilePermissions(
        keyFile, java.nio.file.attribute.PosixFilePermissions.fromString("r--------"));

    assertThat(keyOf(file())).isEqualTo(key);
    assertThat(home.resolve("keys/master.key.next")).doesNotExist();
    assertThat(keyOf(file())).isEqualTo(key);
  }

  @Test
  void aCopyOfTheRingOpensUntilItIsReplacedToo() throws IOException {
    String key = keyOf(file());
    Path copy = Files.createDirectory(home.resolve("backups")).resolve("keyring");
    Files.copy(ringFile, copy);
    change(file(), file());
    change(file(), file());

    try (var ring = KeyRing.open(copy, file(), random)) {
      assertThat(ring.marks()).isNotEmpty();
    }

    try (var ring = KeyRing.open(ringFile, file(), random)) {
      ring.forgetFormerMasterKeys(ring.masterKeyNumber());
    }
    assertThat(keyOf(file())).isEqualTo(key);
    assertRefused(() -> KeyRing.open(copy, file(), random).close(), Code.KEY_WRONG);
    assertThat(home.resolve("keys")).isDirectoryNotContaining("glob:**former*");
  }

  @Test
  void aFormerKeyStaysWhenTheKeyHasChangedOnceMoreMeanwhile() throws IOException {
    keyOf(file());
    try (var ring = KeyRing.open(ringFile, file(), random)) {
      long copied = ring.masterKeyNumber();
      ring.changeMasterKey(file());

      ring.forgetFormerMasterKeys(copied);

      assertThat(home.resolve("keys")).isDirectoryContaining("glob:**former-1");
    }
  }

  private MasterKeyFile file() {
    return new MasterKeyFile(home.resolve("keys/master.key"), random);
  }

  private MasterKeyPassphrase passphrase(String words) {
    return new MasterKeyPassphrase(phrase(words), new MasterKeyPassphrase.Cost(64, 1), random);
  }

  private static Passphrase phrase(String words) {
    return Passphrase.taking(words.getBytes(StandardCharsets.UTF_8));
  }

  private static MasterKeyCommand command(String... argv) {
    return new MasterKeyCommand(asked(argv));
  }

  private static KeyCommand asked(String... argv) {
    boolean never = argv[0].equals("sleep") || argv[0].equals("yes");
    return new KeyCommand(List.of(argv), Duration.ofSeconds(never ? 1 : 30));
  }

  private WrappedMasterKey openssl(String password) throws IOException {
    Path file = Files.writeString(home.resolve(password), password);
    String[] words = {"openssl", "enc", "-aes-256-cbc", "-pbkdf2", "-pass", "file:" + file};
    var unwrap = new java.util.ArrayList<>(List.of(words));
    unwrap.add("-d");
    return new WrappedMasterKey(
        new CommandWrapper(asked(words), asked(unwrap.toArray(String[]::new))), random);
  }

  private void change(MasterKeySource from, MasterKeySource to) {
    try (var ring = KeyRing.open(ringFile, from, random)) {
      ring.changeMasterKey(to);
    }
  }

  /// The account's key by which all else can be told to be the same.
  private String keyOf(MasterKeySource source) {
    try (var ring = KeyRing.open(ringFile, source, random);
        var key = ring.key(KeyOwner.account(), Purpose.DATABASE)) {
      return key.lend(HexFormat.of()::formatHex);
    }
  }

  private static void assertRefused(ThrowingCallable call, Code code, String... said) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.code()).isEqualTo(code))
        .message()
        .contains(Stream.concat(Stream.of("othing was changed"), Stream.of(said)).toList());
  }
}
