package dev.bailey.security.session;

import dev.bailey.security.audit.Origin;
import dev.bailey.security.provider.ProviderSession;
import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps sessions, each under the hash of what opens it. What every keeper must do is in
/// `SessionsContract`.
public interface Sessions {

  /// Keeps a new session, under an id of its own.
  ///
  /// @param elsewhere the session with an identity provider that it came from, if it did
  Session add(
      UserId user, String hash, Origin origin, Optional<ProviderSession> elsewhere, Instant at);

  /// The session that this hash belongs to.
  Optional<Session> byHash(String hash);

  /// The sessions of a user, by id.
  List<Session> of(UserId user);

  /// The session with an identity provider that this one came from.
  Optional<ProviderSession> elsewhere(SessionId id);

  /// The sessions that came from one with an identity provider, by id.
  ///
  /// @param issuer of the provider
  /// @param id of the session there
  List<Session> from(String issuer, String id);

  /// Notes that the session was used.
  void seen(SessionId id, Instant at);

  /// Ends a session; does nothing when there is none.
  void remove(SessionId id);

  /// Ends all sessions of a user.
  void removeAll(UserId user);

  /// Ends all that were last used, or made, before these moments.
  void removeOver(Instant lastSeenBefore, Instant createdBefore);
}
