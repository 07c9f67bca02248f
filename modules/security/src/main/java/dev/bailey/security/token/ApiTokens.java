package dev.bailey.security.token;

import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps tokens, each under the hash of its text. What every keeper must do is in
/// `ApiTokensContract`.
public interface ApiTokens {

  /// Keeps a new token, under an id of its own.
  ///
  /// @param start how its text begins
  ApiToken add(NewToken token, String start, String hash, Instant at);

  /// The token, also when it is revoked or expired.
  Optional<ApiToken> find(TokenId id);

  /// The token that this hash belongs to, also when it is revoked or expired.
  Optional<ApiToken> byHash(String hash);

  /// The personal tokens of a user that are not revoked, by id.
  List<ApiToken> of(UserId user);

  /// The personal tokens of a user, also those that are revoked, by id.
  List<ApiToken> everOf(UserId user);

  /// Forgets all personal tokens of a user.
  ///
  /// @return how many there were
  int removeAll(UserId user);

  /// The service tokens that are not revoked, by id.
  List<ApiToken> service();

  /// Replaces the token of the same id; its owner and text stay.
  ///
  /// @throws IllegalArgumentException when there is none
  void save(ApiToken token);

  /// Notes that the token was used.
  void used(TokenId id, Instant at);
}
