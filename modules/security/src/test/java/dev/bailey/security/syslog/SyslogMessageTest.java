package dev.bailey.security.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.AuditEntry;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SyslogMessageTest {
  private static AuditEntry line(String type, AuditEvent.Outcome outcome, String name) {
    var event =
        new AuditEvent(
            type,
            new Actor("user", 7, name),
            new Origin("192.0.2.7", "curl"),
            Target.of("job_definition", 3),
            outcome,
            Map.of("name", "nightly"));
    return new AuditEntry(42, Instant.parse("2026-03-01T12:00:00.123456Z"), event, "ab");
  }

  @Test
  void aLineIsAMessageOfRfc5424() {
    String text =
        SyslogMessage.text(
            line("job_definition.changed", AuditEvent.Outcome.DONE, "ada"), "bailey.example.com");

    assertThat(text)
        .isEqualTo(
            "<110>1 2026-03-01T12:00:00.123456Z bailey.example.com bailey - job_definition.changed"
                + " [meta sequenceId=\"42\"][origin software=\"bailey\"] "
                + "{\"id\":42,\"created_at\":\"2026-03-01T12:00:00.123456Z\","
                + "\"event_type\":\"job_definition.changed\",\"outcome\":\"done\","
                + "\"actor_type\":\"user\",\"actor_id\":7,\"actor_name\":\"ada\","
                + "\"actor_ip\":\"192.0.2.7\",\"client\":\"curl\","
                + "\"target_type\":\"job_definition\",\"target_id\":\"3\","
                + "\"details\":{\"name\":\"nightly\"},\"mac\":\"ab\"}");
  }

  @Test
  void refusalsAreWarningsAndFailuresErrors() {
    assertThat(SyslogMessage.text(line("a.b", AuditEvent.Outcome.REFUSED, "ada"), "-"))
        .startsWith("<108>1 ");
    assertThat(SyslogMessage.text(line("a.b", AuditEvent.Outcome.FAILED, "ada"), "-"))
        .startsWith("<107>1 ");
  }

  @Test
  void nobodyWritesALineOfTheirOwnAndAllIsAscii() {
    String text =
        SyslogMessage.text(line("a.b", AuditEvent.Outcome.DONE, "å\n<0>1 forged\u0000"), "-");

    assertThat(text).matches("[ -~]+").contains("\\u00e5\\n<0>1 forged\\u0000");
  }

  @Test
  void aFrameSaysItsLengthInBytes() {
    AuditEntry line = line("a.b", AuditEvent.Outcome.DONE, "ada");
    String text = SyslogMessage.text(line, "-");

    assertThat(new String(SyslogMessage.frame(line, "-"), StandardCharsets.US_ASCII))
        .isEqualTo(text.length() + " " + text);
  }

  @Test
  void aLongNameOfAnEventIsCutToWhatAnIdMayBe() {
    String type = "user.second_factor.recovery_codes_renewed";

    assertThat(SyslogMessage.text(line(type, AuditEvent.Outcome.DONE, "ada"), "-"))
        .contains(" - user.second_factor.recovery_code [")
        .contains("\"event_type\":\"" + type + "\"");
  }
}
