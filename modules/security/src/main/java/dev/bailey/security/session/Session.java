package dev.bailey.security.session;

import dev.bailey.security.audit.Origin;
import dev.bailey.security.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A browser that somebody signed in with. What opens it is known to that browser alone.
///
/// @param origin where it was signed in from
/// @param provider the issuer of the identity provider that signed its user in, if one did
/// @param lastSeen when it was last used, give or take a minute
public record Session(
    SessionId id,
    UserId user,
    Origin origin,
    Optional<String> provider,
    Instant createdAt,
    Instant lastSeen) {

  /// How long sessions live.
  ///
  /// @param idle without being used
  /// @param absolute whatever happens
  public record Limits(Duration idle, Duration absolute) {}

  /// Whether it is past its end.
  public boolean over(Limits limits, Instant now) {
    return !now.isBefore(end(limits));
  }

  /// When it ends if it is not used again.
  public Instant end(Limits limits) {
    Instant idle = lastSeen.plus(limits.idle());
    Instant absolute = createdAt.plus(limits.absolute());
    return idle.isBefore(absolute) ? idle : absolute;
  }
}
