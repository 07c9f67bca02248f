package dev.bailey.security.syslog;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.bailey.security.audit.AuditEntry;
import dev.bailey.security.audit.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A line of the audit as a message of RFC 5424, in the frame of RFC 5425. What it tells is JSON in
/// ASCII, so that no byte of it is ambiguous.
final class SyslogMessage {
  /// "log audit" of RFC 5424.
  private static final int FACILITY = 13;

  private static final int LONGEST_ID = 32;
  private static final long LARGEST_SEQUENCE = Integer.MAX_VALUE;

  private SyslogMessage() {}

  /// @param host how this appliance calls itself
  static byte[] frame(AuditEntry entry, String host) {
    byte[] message = text(entry, host).getBytes(StandardCharsets.US_ASCII);
    byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[length.length + message.length];
    System.arraycopy(length, 0, frame, 0, length.length);
    System.arraycopy(message, 0, frame, length.length, message.length);
    return frame;
  }

  static String text(AuditEntry entry, String host) {
    String type = entry.event().type();
    return "<%d>1 %s %s bailey - %s [meta sequenceId=\"%d\"][origin software=\"bailey\"] %s"
        .formatted(
            FACILITY * 8 + severity(entry.event().outcome()),
            entry.at(),
            host,
            type.length() > LONGEST_ID ? type.substring(0, LONGEST_ID) : type,
            (entry.number() - 1) % LARGEST_SEQUENCE + 1,
            json(entry));
  }

  private static int severity(AuditEvent.Outcome outcome) {
    return switch (outcome) {
      case DONE -> 6;
      case REFUSED -> 4;
      case FAILED -> 3;
    };
  }

  private static String json(AuditEntry entry) {
    AuditEvent event = entry.event();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", entry.number());
    line.put("created_at", entry.at().toString());
    line.put("event_type", event.type());
    line.put("outcome", event.outcome().name().toLowerCase(Locale.ROOT));
    line.put("actor_type", event.actor().kind());
    line.put("actor_id", event.actor().id());
    line.put("actor_name", event.actor().name());
    line.put("actor_ip", event.origin().address());
    line.put("client", event.origin().client());
    line.put("target_type", event.target().kind());
    line.put("target_id", event.target().id());
    line.put("details", event.details());
    line.put("mac", entry.mac());
    return ascii(JSONObjectUtils.toJSONString(line));
  }

  /// Outside of strings JSON has only ASCII anyway.
  private static String ascii(String json) {
    var text = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < ' ' || c > '~') {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
