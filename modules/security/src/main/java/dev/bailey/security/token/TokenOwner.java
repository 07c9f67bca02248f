package dev.bailey.security.token;

import dev.bailey.security.user.UserId;

/// Whose rights a token carries.
public sealed interface TokenOwner {

  /// A user's: what they may do, the token may do, or less.
  record Personal(UserId user) implements TokenOwner {}

  /// Nobody's but its own: its grants are all it may do.
  record Service() implements TokenOwner {}
}
