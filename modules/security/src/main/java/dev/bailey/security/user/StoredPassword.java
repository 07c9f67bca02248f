package dev.bailey.security.user;

import java.time.Instant;
import java.util.Optional;

/// A password as it is kept.
///
/// @param hash Argon2id with its parameters and salt, as `crypt` writes it
/// @param mustChange whether it is good for nothing but to choose another
/// @param validUntil when it stops working, if it does
public record StoredPassword(
    String hash, boolean mustChange, Instant changedAt, Optional<Instant> validUntil) {

  /// Whether it still opens the door.
  public boolean valid(Instant now) {
    return validUntil.map(now::isBefore).orElse(true);
  }

  /// Not even the hash is for printing.
  @Override
  public String toString() {
    return "StoredPassword[hidden]";
  }
}
