package dev.bailey.security.audit;

import java.util.Map;
import java.util.Optional;

/// Where the chain of the audit begins, once older lines were removed because their time was over.
/// It stands in a line of the audit itself, which nobody without the key can write: so the lines
/// that are left stay provable, and a beginning that was cut off otherwise is noticed.
///
/// @param through the number of the last line that was removed
/// @param mac of that line, which binds the first one that is left
public record Anchor(long through, String mac) {
  /// The event whose newest line holds it.
  public static final String EVENT = "audit_log.trimmed";

  /// Before the first line of all.
  static final Anchor START = new Anchor(0, AuditChain.START);

  /// The anchor that a line holds.
  public static Optional<Anchor> of(AuditEntry entry) {
    Map<String, String> details = entry.event().details();
    return entry.event().type().equals(EVENT)
        ? Optional.of(
            new Anchor(
                Long.parseLong(details.getOrDefault("through", "0")),
                details.getOrDefault("mac", AuditChain.START)))
        : Optional.empty();
  }

  /// What the line that holds it says.
  Map<String, String> details() {
    return Map.of("through", Long.toString(through), "mac", mac);
  }
}
