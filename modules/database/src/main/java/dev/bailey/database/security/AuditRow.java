package dev.bailey.database.security;

import dev.bailey.database.LinesColumn;
import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.AuditChain;
import dev.bailey.security.audit.AuditEntry;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.AuditEvent.Outcome;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import dev.bailey.security.person.Pseudonym;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/// The table row of an [AuditEntry].
@Entity
@Table(name = "audit_entry")
@NullUnmarked
class AuditRow {
  @Id private Long id;

  @Column(name = "logged_at")
  private Instant loggedAt;

  private String type;

  @Column(name = "actor_kind")
  private String actorKind;

  @Column(name = "actor_id")
  private long actorId;

  @Column(name = "actor_name")
  private String actorName;

  private String address;
  private String client;

  @Column(name = "target_kind")
  private String targetKind;

  @Column(name = "target_id")
  private String targetId;

  @Enumerated(EnumType.STRING)
  private Outcome outcome;

  /// A name, then its value.
  @Convert(converter = LinesColumn.class)
  private List<String> details;

  private String mac;

  /// Proves the line when a pseudonym was put into it; null in all others.
  private String attest;

  AuditRow() {}

  static AuditRow of(AuditEntry entry) {
    var row = new AuditRow();
    row.id = entry.number();
    row.loggedAt = entry.at();
    row.mac = entry.mac();
    var event = entry.event();
    row.type = event.type();
    row.actorKind = event.actor().kind();
    row.actorId = event.actor().id();
    row.actorName = event.actor().name();
    row.address = event.origin().address();
    row.client = event.origin().client();
    row.targetKind = event.target().kind();
    row.targetId = event.target().id();
    row.outcome = event.outcome();
    row.details = lines(event.details());
    return row;
  }

  long number() {
    return id;
  }

  String mac() {
    return mac;
  }

  /// Whether it is what was written, or what was left of it on purpose.
  boolean holds(AuditChain chain, String previousMac) {
    return attest == null
        ? chain.holds(toEntry(), previousMac)
        : chain.isAttested(toEntry(), previousMac, attest);
  }

  /// Puts a pseudonym into it where it names somebody in the open.
  ///
  /// @return whether it did
  boolean forget(Pseudonym who, AuditChain chain, String previousMac) {
    AuditEntry before = toEntry();
    AuditEvent left = who.in(before.event());
    actorName = PersonalSeal.isSealed(before.event()) ? actorName : left.actor().name();
    address = left.origin().address();
    client = left.origin().client();
    details = lines(left.details());
    AuditEntry now = toEntry();
    boolean changed = !now.equals(before);
    if (changed) {
      attest = chain.attest(now, previousMac);
    }
    return changed;
  }

  /// Whether it was written before a moment.
  boolean isOlderThan(Instant moment) {
    return loggedAt.isBefore(moment);
  }

  AuditEntry toEntry() {
    var event =
        new AuditEvent(
            type,
            new Actor(actorKind, actorId, actorName),
            new Origin(address, client),
            new Target(targetKind, targetId),
            outcome,
            details(details));
    return new AuditEntry(id, loggedAt, event, mac);
  }

  /// Details as the column holds them: names and values in turn.
  static List<String> lines(Map<String, String> details) {
    var lines = new ArrayList<String>();
    details.forEach((name, value) -> lines.addAll(List.of(name, value)));
    return lines;
  }

  static Map<String, String> details(List<String> lines) {
    var details = new LinkedHashMap<String, String>();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      details.put(lines.get(i), lines.get(i + 1));
    }
    return details;
  }
}
