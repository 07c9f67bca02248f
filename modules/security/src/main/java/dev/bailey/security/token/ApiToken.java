package dev.bailey.security.token;

import dev.bailey.security.permission.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A token as it is kept. Its text is known to its holder alone.
///
/// @param start how its text begins, so that people recognize it
/// @param grants for a service token, what it may do; for a personal one, what it is limited to, or
///   empty for all that the user may do
public record ApiToken(
    TokenId id,
    TokenOwner owner,
    String name,
    String start,
    List<Grant> grants,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsed,
    Optional<Instant> revokedAt) {
  public ApiToken {
    grants = List.copyOf(grants);
    if (name.isBlank() || name.length() > 255) {
      throw new IllegalArgumentException("the name of a token has 1 to 255 characters");
    }
  }

  /// Whether it lets anybody in.
  public boolean valid(Instant now) {
    return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
  }

  /// The token under another name.
  public ApiToken renamed(String other) {
    return new ApiToken(id, owner, other, start, grants, createdAt, expiresAt, lastUsed, revokedAt);
  }

  /// The token with these grants instead.
  public ApiToken granted(List<Grant> other) {
    return new ApiToken(id, owner, name, start, other, createdAt, expiresAt, lastUsed, revokedAt);
  }

  /// The token, good for nothing any more.
  public ApiToken revoked(Instant at) {
    return new ApiToken(
        id, owner, name, start, grants, createdAt, expiresAt, lastUsed, Optional.of(at));
  }
}
