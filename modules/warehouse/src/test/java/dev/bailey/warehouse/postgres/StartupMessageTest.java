package dev.bailey.warehouse.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StartupMessageTest {

  private static byte[] message(int version, String parameters) {
    byte[] rest = parameters.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + rest.length)
        .putInt(8 + rest.length)
        .putInt(version)
        .put(rest)
        .array();
  }

  @Test
  void theTimeZoneIsTakenOutAndNothingElse() {
    byte[] edited =
        StartupMessage.edited(
            message(196608, "user\0ann\0TimeZone\0UTC\0options\0-c x=TimeZone\0\0"));

    assertThat(edited).isEqualTo(message(196608, "user\0ann\0options\0-c x=TimeZone\0\0"));
  }

  @Test
  void aCancelRequestStaysAsItIs() {
    byte[] cancel =
        ByteBuffer.allocate(16).putInt(16).putInt(80877102).putInt(42).putInt(7).array();

    assertThat(StartupMessage.edited(cancel)).isEqualTo(cancel);
  }
}
