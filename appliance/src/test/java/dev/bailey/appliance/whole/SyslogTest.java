package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.testkit.Rsyslog;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The audit of a whole appliance, told to a real rsyslog.
@Tag("slow")
@Timeout(120)
class SyslogTest {
  @Test
  void whatIsDoneIsToldToTheServerThatTheOperatorNames(@TempDir Path home, @TempDir Path folder)
      throws Exception {
    assumeTrue(Rsyslog.isInstalled(), "SKIPPED: there is no rsyslogd with GnuTLS");
    try (var rsyslog = Rsyslog.in(folder);
        var bailey =
            LiveBailey.on(
                home,
                Map.of(
                    "BAILEY_SYSLOG_SERVER",
                    "localhost:" + rsyslog.port(),
                    "BAILEY_SYSLOG_AUTHORITIES",
                    rsyslog.certificate().toString()))) {
      bailey.project("shop");

      JsonNode stream = stream(bailey);
      while (stream.path("lines_behind").asInt() > 0 || rsyslog.received().size() < 3) {
        assertThat(Thread.interrupted()).as(stream.toString()).isFalse();
        stream = stream(bailey);
      }

      assertThat(String.join("\n", rsyslog.received()))
          .contains(" bailey - login.password.succeeded ", " bailey - project.added ");
      assertThat(stream.path("failure").isNull()).as(stream.toString()).isTrue();
    }
  }

  private static JsonNode stream(LiveBailey bailey) {
    return bailey.client().get("/api/bailey/v1/audit-stream");
  }
}
