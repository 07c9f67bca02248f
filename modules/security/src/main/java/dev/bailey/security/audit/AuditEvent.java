package dev.bailey.security.audit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Something that was done, or refused.
///
/// @param type dbt Cloud's name of the event, such as `job_definition.added`
/// @param details more of it, by name. Never a secret: what is a `Secret` has no text to put here
public record AuditEvent(
    String type,
    Actor actor,
    Origin origin,
    Target target,
    Outcome outcome,
    Map<String, String> details) {

  /// How it ended.
  public enum Outcome {
    DONE,
    REFUSED,
    FAILED
  }

  public AuditEvent {
    details = Collections.unmodifiableMap(new TreeMap<>(details));
    if (!type.matches("[a-z0-9_]+(\\.[a-z0-9_]+)+")) {
      throw new IllegalArgumentException("no type of event: " + type);
    }
  }
}
