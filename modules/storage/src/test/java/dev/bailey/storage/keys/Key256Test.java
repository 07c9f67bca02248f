package dev.bailey.storage.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class Key256Test {
  private final SecureRandom random = new SecureRandom();

  /// RFC 5869, test case 1, in the one shape that we use: an input of 32 bytes gives 32.
  @Test
  void derivingIsHkdfWithSha256() throws Exception {
    try (var key = Key256.taking(new byte[32]);
        var derived = key.derive("info", (byte) 7)) {
      byte[] expected = hkdf(new byte[32], new byte[] {7}, "info".getBytes(StandardCharsets.UTF_8));

      assertThat(hex(derived)).isEqualTo(HexFormat.of().formatHex(expected));
    }
  }

  @Test
  void eachPurposeAndEachSaltHasItsOwnKey() {
    try (var key = Key256.random(random);
        var a = key.derive("a");
        var b = key.derive("b");
        var salted = key.derive("a", (byte) 1);
        var again = key.derive("a")) {
      assertThat(hex(a)).isNotEqualTo(hex(b)).isNotEqualTo(hex(salted)).isEqualTo(hex(again));
    }
  }

  @Test
  void aClosedKeyIsWipedAndUseless() {
    var key = Key256.random(random);

    key.close();

    assertThatThrownBy(() -> hex(key)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> key.derive("x")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void takingBytesWipesThem() {
    byte[] bytes = new byte[32];
    bytes[3] = 9;

    try (var key = Key256.taking(bytes)) {
      assertThat(bytes).containsOnly(0);
      assertThat(hex(key)).startsWith("00000009");
    }
  }

  @Test
  void nothingPrintsOrSerializesIt() throws Exception {
    try (var key = Key256.taking(HexFormat.of().parseHex("ab".repeat(32)));
        var out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThat(key.toString()).doesNotContainIgnoringCase("abab");
      assertThatThrownBy(() -> out.writeObject(key.asJca("AES")))
          .isInstanceOf(NotSerializableException.class);
    }
  }

  private static String hex(Key256 key) {
    return key.lend(HexFormat.of()::formatHex);
  }

  /// HKDF from HMAC alone, as RFC 5869 writes it down, for one block of output.
  private static byte[] hkdf(byte[] input, byte[] salt, byte[] info) throws Exception {
    byte[] extracted = hmac(salt, input);
    byte[] block = java.util.Arrays.copyOf(info, info.length + 1);
    block[info.length] = 1;
    return hmac(extracted, block);
  }

  private static byte[] hmac(byte[] key, byte[] message) throws Exception {
    var mac = javax.crypto.Mac.getInstance("HmacSHA256");
    mac.init(new javax.crypto.spec.SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }
}
