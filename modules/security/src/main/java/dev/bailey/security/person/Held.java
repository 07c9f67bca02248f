package dev.bailey.security.person;

import dev.bailey.security.group.Group;
import dev.bailey.security.session.Session;
import dev.bailey.security.token.ApiToken;
import dev.bailey.security.user.SshKey;
import dev.bailey.security.user.StoredPassword;
import dev.bailey.security.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What security holds about somebody, secrets aside; the audit has more.
///
/// @param passwordChanged when their password was chosen, if it is kept here
/// @param secondFactorSince when it was set up, if it was
/// @param tokens also those that are revoked
public record Held(
    User user,
    List<Group> groups,
    Optional<Instant> passwordChanged,
    Optional<Instant> secondFactorSince,
    List<ApiToken> tokens,
    List<SshKey> sshKeys,
    List<Session> sessions) {
  public Held {
    groups = List.copyOf(groups);
    tokens = List.copyOf(tokens);
    sshKeys = List.copyOf(sshKeys);
    sessions = List.copyOf(sessions);
  }

  /// When a password was chosen.
  public static Optional<Instant> chosen(Optional<StoredPassword> password) {
    return password.map(StoredPassword::changedAt);
  }
}
