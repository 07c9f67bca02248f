package dev.bailey.security.session;

import dev.bailey.security.audit.Origin;
import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps sessions, each under the hash of what opens it. What every keeper must do is in
/// `SessionsContract`.
public interface Sessions {

  /// Keeps a new session, under an id of its own.
  Session add(UserId user, String hash, Origin origin, Instant at);

  /// The session that this hash belongs to.
  Optional<Session> byHash(String hash);

  /// The sessions of a user, by id.
  List<Session> of(UserId user);

  /// Notes that the session was used.
  void seen(SessionId id, Instant at);

  /// Ends a session; does nothing when there is none.
  void remove(SessionId id);

  /// Ends all sessions of a user.
  void removeAll(UserId user);

  /// Ends all that were last used, or made, before these moments.
  void removeOver(Instant lastSeenBefore, Instant createdBefore);
}
