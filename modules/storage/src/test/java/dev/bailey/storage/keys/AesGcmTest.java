package dev.bailey.storage.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AesGcmTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] CONTEXT = {1, 2, 3};

  private final SecureRandom random = new SecureRandom();

  /// Test cases 13 to 16 of the GCM specification (McGrew and Viega), which NIST SP 800-38D took
  /// up: AES with 256 bits, nonces of 96.
  @ParameterizedTest
  @CsvSource(
      value = {
        // key, nonce, context, plaintext, ciphertext, tag
        "0000000000000000000000000000000000000000000000000000000000000000|000000000000000000000000"
            + "||||530f8afbc74536b9a963b4f1c4cb738b",
        "0000000000000000000000000000000000000000000000000000000000000000|000000000000000000000000"
            + "||00000000000000000000000000000000|cea7403d4d606b6e074ec5d3baf39d18"
            + "|d0d1c8a799996bf0265b98b5d48ab919",
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308|cafebabefacedbaddecaf888"
            + "||d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255"
            + "|522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
            + "|b094dac5d93471bdec1a502270e3cc6c",
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308|cafebabefacedbaddecaf888"
            + "|feedfacedeadbeeffeedfacedeadbeefabaddad2"
            + "|d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
            + "|522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
            + "|76fc6ece0f4e1768cddf8853bb2d551b"
      },
      delimiter = '|',
      nullValues = "none",
      emptyValue = "")
  void itGivesTheKnownAnswers(
      String key, String nonce, String context, String plain, String cipher, String tag) {
    try (var gcm = new AesGcm(Key256.taking(HEX.parseHex(key)), random)) {
      byte[] plaintext = hex(plain);
      byte[] sealed = new byte[plaintext.length + AesGcm.OVERHEAD];

      gcm.seal(hex(nonce), plaintext, 0, plaintext.length, hex(context), sealed, 0);

      assertThat(HEX.formatHex(sealed)).isEqualTo(nonce + text(cipher) + tag);
      assertThat(gcm.open(sealed, hex(context))).hasValue(plaintext);
    }
  }

  @Test
  void sealingTwiceGivesDifferentBytes() {
    try (var gcm = gcm()) {
      assertThat(gcm.seal(new byte[64], CONTEXT)).isNotEqualTo(gcm.seal(new byte[64], CONTEXT));
    }
  }

  @Test
  void everyFlippedBitIsFound() {
    try (var gcm = gcm()) {
      byte[] sealed = gcm.seal("attack at dawn".getBytes(StandardCharsets.UTF_8), CONTEXT);

      for (int bit = 0; bit < sealed.length * 8; bit++) {
        byte[] flipped = sealed.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        assertThat(gcm.open(flipped, CONTEXT)).as("bit %d", bit).isEmpty();
      }
    }
  }

  @Test
  void anotherContextAnotherKeyOrACutDoesNotOpen() {
    try (var gcm = gcm();
        var other = gcm()) {
      byte[] sealed = gcm.seal(new byte[100], CONTEXT);

      assertThat(gcm.open(sealed, new byte[] {1, 2, 4})).isEmpty();
      assertThat(other.open(sealed, CONTEXT)).isEmpty();
      assertThat(gcm.open(Arrays.copyOf(sealed, 127), CONTEXT)).isEmpty();
      assertThat(gcm.open(new byte[5], CONTEXT)).isEmpty();
    }
  }

  private AesGcm gcm() {
    try (var key = Key256.random(random)) {
      return new AesGcm(key, random);
    }
  }

  private static byte[] hex(String text) {
    return HEX.parseHex(text(text));
  }

  private static String text(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }
}
