package dev.bailey.security.person;

import dev.bailey.security.user.UserId;

/// The keys under which is kept who people are, one for each. Once somebody's is destroyed, nothing
/// that was written under it can be read again, in backups neither.
public interface PersonKeys {

  /// Destroys the key of a user for good; does nothing when it is destroyed already.
  void destroy(UserId user);
}
