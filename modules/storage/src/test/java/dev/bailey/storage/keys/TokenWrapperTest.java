package dev.bailey.storage.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.testkit.SoftToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The master key under a key of a real PKCS#11 token, SoftHSM2.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TokenWrapperTest {
  private final SecureRandom random = new SecureRandom();
  private SoftToken softToken;
  private Path ringFile;

  @BeforeAll
  void aToken() throws Exception {
    assumeTrue(SoftToken.isInstalled(), "SKIPPED: softhsm2 or opensc is not installed");
    softToken = SoftToken.at(Path.of(System.getenv("SOFTHSM2_CONF")));
  }

  @BeforeEach
  void place(@TempDir Path home) {
    ringFile = home.resolve("data/keyring");
  }

  @Test
  void theTokenOpensWhatItWrapped() {
    String key = keyOf(token("one", SoftToken.PIN));

    assertThat(keyOf(token("one", SoftToken.PIN))).isEqualTo(key);
  }

  @Test
  void theKeyThatWrapsCannotBeReadOutOfTheToken() throws Exception {
    keyOf(token("unreadable", SoftToken.PIN));

    assertThat(softToken.objects())
        .contains("unreadable", "always sensitive, never extractable", "CKR_ATTRIBUTE_SENSITIVE");
  }

  @Test
  void aWrongPinIsRefused() {
    keyOf(token("pin", SoftToken.PIN));

    assertRefused(() -> keyOf(token("pin", "0000")), Code.KEY_UNAVAILABLE, "CKR_PIN_INCORRECT");
  }

  @Test
  void aLibraryOrSlotThatIsNotThereIsNamed() {
    assertRefused(
        () -> keyOf(token(Path.of("/no/such/library.so"), OptionalLong.empty())),
        Code.KEY_UNAVAILABLE,
        "/no/such/library.so");
    assertRefused(
        () -> keyOf(token(SoftToken.library(), OptionalLong.of(12345))),
        Code.KEY_UNAVAILABLE,
        "pkcs11_slot");
    assertThat(ringFile).doesNotExist();
  }

  @Test
  void afterAChangeTheOtherKeyOfTheTokenIsNeeded() throws Exception {
    String key = keyOf(token("old", SoftToken.PIN));
    var next = token("new", SoftToken.PIN);
    // The configuration names the new key already; the ring knows which one it is under.
    try (var ring = KeyRing.open(ringFile, next, random)) {
      ring.changeMasterKey(next);
    }
    softToken.delete("old");

    assertThat(keyOf(next)).isEqualTo(key);
    softToken.delete("new");
    assertRefused(() -> keyOf(next), Code.KEY_MISSING, "has no key 'new'");
  }

  private WrappedMasterKey token(String label, String pin) {
    return new WrappedMasterKey(
        new TokenWrapper(
            new TokenWrapper.Token(SoftToken.library(), OptionalLong.of(softToken.slot())),
            label,
            () -> pin.getBytes(StandardCharsets.UTF_8),
            random),
        random);
  }

  private WrappedMasterKey token(Path library, OptionalLong slot) {
    return new WrappedMasterKey(
        new TokenWrapper(
            new TokenWrapper.Token(library, slot),
            "any",
            () -> SoftToken.PIN.getBytes(StandardCharsets.UTF_8),
            random),
        random);
  }

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
        .contains(said)
        .doesNotContain("0000");
  }
}
