package dev.bailey.security.factor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.registry.Secret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TotpTest {
  private static final Secret RFC_KEY =
      Secret.of(Base32.encode("12345678901234567890".getBytes(US_ASCII)));

  /// RFC 6238, appendix B, of whose eight digits six are the end.
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void givesTheCodesOfTheStandard(long second, String code) {
    assertThat(Totp.code(RFC_KEY, Instant.ofEpochSecond(second))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"-31, false", "-30, true", "0, true", "59, true", "60, false"})
  void takesTheCodesOfTheStepsBesideThisOne(long later, boolean taken) {
    Instant shown = Instant.ofEpochSecond(1_111_111_110);

    assertThat(Totp.match(RFC_KEY, Totp.code(RFC_KEY, shown), shown.plusSeconds(later)).isPresent())
        .isEqualTo(taken);
  }

  /// RFC 4648, section 10, without padding.
  @ParameterizedTest
  @CsvSource({"66, MY", "666f, MZXQ", "666f6f, MZXW6", "666f6f62, MZXW6YQ", "666f6f6261, MZXW6YTB"})
  void writesAndReadsBase32(String hex, String text) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThat(Base32.encode(bytes)).isEqualTo(text);
    assertThat(Base32.decode(text)).isEqualTo(bytes);
  }

  @Test
  void aKeyHasAsManyBitsAsItsHash() {
    assertThat(Base32.decode(Totp.nextKey(new SecureRandom()).reveal())).hasSize(20);
    assertThatThrownBy(() -> Base32.decode("0189")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theUriNamesWhoseKeyItIs() {
    assertThat(Totp.uri("ada+x@example.com", Secret.of("MZXW6")).reveal())
        .isEqualTo("otpauth://totp/Bailey:ada%2Bx%40example.com?secret=MZXW6&issuer=Bailey");
  }
}
