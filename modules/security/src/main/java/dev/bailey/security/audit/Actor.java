package dev.bailey.security.audit;

/// Who did something, as it stays readable when they are gone.
///
/// @param kind `user`, `service_token`, `system` or `anonymous`
/// @param id their number, or 0
/// @param name what they were called then
public record Actor(String kind, long id, String name) {

  /// `user:12`, for references.
  public String reference() {
    return id == 0 ? kind : kind + ":" + id;
  }
}
