package dev.bailey.security;

import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.Anchor;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditEntry;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.AuditEvent.Outcome;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/// Writes the audit: who, what, on what, when, from where, with which outcome.
public final class AuditLog {
  private final Audit audit;
  private final Clock clock;

  public AuditLog(Audit audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /// Something that was done.
  ///
  /// @param type dbt Cloud's name of the event, such as `job_definition.added`
  public void done(Subject who, String type, Target what, Map<String, String> details) {
    write(who.actor(), who.origin(), type, what, Outcome.DONE, details);
  }

  /// The same without more to say.
  public void done(Subject who, String type, Target what) {
    done(who, type, what, Map.of());
  }

  /// Something that somebody was not allowed.
  public void refused(Subject who, String type, Target what, Map<String, String> details) {
    write(who.actor(), who.origin(), type, what, Outcome.REFUSED, details);
  }

  /// Something that was tried and did not come about.
  public void failed(Subject who, String type, Target what, Map<String, String> details) {
    write(who.actor(), who.origin(), type, what, Outcome.FAILED, details);
  }

  /// Removes the oldest lines, those of before a moment, and writes that down.
  ///
  /// @param most how many lines at most
  /// @param through the last line that may be removed
  /// @return how many
  public long trim(Subject who, Instant before, int most, long through) {
    long first = audit.anchor().map(Anchor::through).orElse(0L) + 1;
    long may = Math.min(most, through - first + 1);
    return may <= 0 ? 0 : audit.trim(before, (int) may, who.actor(), clock.instant());
  }

  AuditEntry write(
      Actor actor,
      Origin origin,
      String type,
      Target what,
      Outcome outcome,
      Map<String, String> details) {
    return audit.append(
        new AuditEvent(type, actor, origin, what, outcome, details), clock.instant());
  }
}
