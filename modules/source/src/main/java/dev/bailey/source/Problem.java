package dev.bailey.source;

import java.util.Optional;

/// Something that a user can fix: what is wrong, where, and what to do.
///
/// @param code never changes once released; tools may filter by it
/// @param severity whether the work can go on
/// @param at the place, when the problem has one
/// @param message a sentence for the user; may be reworded; never holds a secret
public record Problem(String code, Severity severity, Optional<Span> at, String message) {

  /// Whether the work can go on.
  public enum Severity {
    ERROR,
    WARNING,

    /// Accepted for now, and refused by a later version of dbt. Users see the first of each kind.
    DEPRECATION
  }

  /// An error at a place.
  public static Problem error(String code, Span at, String message) {
    return new Problem(code, Severity.ERROR, Optional.of(at), message);
  }

  /// An error of the project as a whole.
  public static Problem error(String code, String message) {
    return new Problem(code, Severity.ERROR, Optional.empty(), message);
  }

  /// A warning at a place.
  public static Problem warning(String code, Span at, String message) {
    return new Problem(code, Severity.WARNING, Optional.of(at), message);
  }

  /// What a later version of dbt will refuse.
  public static Problem deprecation(String code, Span at, String message) {
    return new Problem(code, Severity.DEPRECATION, Optional.of(at), message);
  }

  /// Message, place and source line, as a terminal shows it.
  public String render() {
    return at.map(span -> message + "\n  at " + span.where() + "\n" + span.snippet().indent(4))
        .map(String::stripTrailing)
        .orElse(message);
  }
}
