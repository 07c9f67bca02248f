package dev.bailey.jobs.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskerTest {
  private final Masker masker = new Masker(List.of("s3cr/et\"word", "abc"));

  @Test
  void aSecretIsBlottedOut() {
    assertThat(masker.mask("login s3cr/et\"word failed")).isEqualTo("login ***** failed");
  }

  @Test
  void itsEscapedFormsAreToo() {
    assertThat(masker.mask("s3cr%2Fet%22word")).isEqualTo("*****");
    assertThat(masker.mask("{\"p\": \"s3cr/et\\\"word\"}")).isEqualTo("{\"p\": \"*****\"}");
    assertThat(masker.mask(Base64.getEncoder().encodeToString("s3cr/et\"word".getBytes(UTF_8))))
        .isEqualTo("*****");
  }

  @Test
  void aVeryShortOneIsNot() {
    assertThat(masker.mask("abc")).isEqualTo("abc");
  }

  @Test
  void bytesThatAreNoTextPassUnharmed() {
    byte[] binary = {(byte) 0xff, 0, (byte) 0xfe, 10};

    assertThat(masker.mask(binary)).isSameAs(binary);
    assertThat(masker.mask("ä s3cr/et\"word".getBytes(UTF_8))).isEqualTo("ä *****".getBytes(UTF_8));
  }
}
