package dev.bailey.security.user;

import dev.bailey.security.permission.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps users. What every keeper must do is in `UsersContract`.
public interface Users {

  /// Keeps a new, active user, under an id of their own.
  ///
  /// @throws dev.bailey.security.AccessException TAKEN when the login is somebody's
  User add(UserProfile profile, List<Grant> grants, Instant at);

  /// The user.
  Optional<User> find(UserId id);

  /// The user with this login, whatever its case.
  Optional<User> byLogin(String login);

  /// All users, by id.
  List<User> list();

  /// Replaces the user of the same id.
  ///
  /// @throws IllegalArgumentException when there is none
  /// @throws dev.bailey.security.AccessException TAKEN when the login is somebody else's
  void save(User user);

  /// The user's password, if they have one.
  Optional<StoredPassword> password(UserId user);

  /// Replaces the user's password.
  void setPassword(UserId user, StoredPassword password);

  /// Takes the user's password away.
  void removePassword(UserId user);
}
