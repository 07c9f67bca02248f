package dev.bailey.security.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicKeyLineTest {
  private static final String BLOB =
      "AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

  /// The fingerprint is what `ssh-keygen -l` of OpenSSH 9.2 prints for this key.
  @Test
  void aLineIsReadAndItsCommentLeftAway() {
    var key = PublicKeyLine.parse("  ssh-ed25519 " + BLOB + " ada@home with blanks\n");

    assertThat(key.toString()).isEqualTo("ssh-ed25519 " + BLOB);
    assertThat(key.fingerprint()).isEqualTo("SHA256:ZkAslGjFiUHdGf/WUL8rQvkib4PTvQatUV0OUQSncCA");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "ssh-ed25519 not*base64",
        "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
        "ssh-dss AAAAB3NzaC1kc3M=",
        "command=\"ls\" ssh-ed25519 AAAA",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5f////w==",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAg\nssh-ed25519 AAAA"
      })
  void whatIsNoKeyIsRefused(String line) {
    assertThatThrownBy(() -> PublicKeyLine.parse(line))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPrivateKeyIsRefusedWithAdvice() {
    assertThatThrownBy(
            () -> PublicKeyLine.parse("-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END"))
        .hasMessageContaining(".pub")
        .hasMessageNotContaining("abc");
  }

  @Test
  void aShortRsaKeyIsRefused() throws IOException {
    String longEnough = "ssh-rsa " + rsa(2048);

    assertThat(PublicKeyLine.parse(longEnough).type()).isEqualTo("ssh-rsa");
    assertThatThrownBy(() -> PublicKeyLine.parse("ssh-rsa " + rsa(1024)))
        .hasMessageContaining("1024");
  }

  private static String rsa(int bits) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    for (byte[] part :
        new byte[][] {
          "ssh-rsa".getBytes(StandardCharsets.US_ASCII),
          BigInteger.valueOf(65537).toByteArray(),
          BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE).toByteArray()
        }) {
      out.writeInt(part.length);
      out.write(part);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
