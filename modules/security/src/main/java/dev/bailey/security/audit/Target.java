package dev.bailey.security.audit;

/// What something was done to.
///
/// @param kind such as `job_definition`
/// @param id its id, or empty
public record Target(String kind, String id) {

  /// A thing with a number.
  public static Target of(String kind, long id) {
    return new Target(kind, Long.toString(id));
  }

  /// Nothing in particular.
  public static Target none() {
    return new Target("", "");
  }
}
