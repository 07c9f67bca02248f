package dev.bailey.security.user;

import dev.bailey.security.permission.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A person who may use the appliance. Their password is kept apart, in [Users#password].
///
/// @param external who they are in a directory elsewhere, which then knows their password
/// @param grants what they may do, besides what is their own
/// @param active whether they may come in at all
public record User(
    UserId id,
    UserProfile profile,
    Optional<ExternalId> external,
    List<Grant> grants,
    boolean active,
    Optional<Instant> lastLogin,
    Instant createdAt,
    Instant updatedAt) {
  public User {
    grants = List.copyOf(grants);
  }

  /// The user under another profile.
  public User renamed(UserProfile changed, Instant at) {
    return new User(id, changed, external, grants, active, lastLogin, createdAt, at);
  }

  /// The user with these grants instead.
  public User granted(List<Grant> changed, Instant at) {
    return new User(id, profile, external, changed, active, lastLogin, createdAt, at);
  }

  /// The user, let in or shut out.
  public User active(boolean may, Instant at) {
    return new User(id, profile, external, grants, may, lastLogin, createdAt, at);
  }

  /// The user, just signed in.
  public User signedIn(Instant at) {
    return new User(id, profile, external, grants, active, Optional.of(at), createdAt, updatedAt);
  }
}
