package dev.bailey.security.user;

import dev.bailey.security.permission.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Keeps users. What every keeper must do is in `UsersContract`.
public interface Users {

  /// Keeps a new, active user, under an id of their own.
  ///
  /// @throws dev.bailey.security.AccessException TAKEN when the login is somebody's
  User add(UserProfile profile, List<Grant> grants, Instant at);

  /// Keeps a new, active user without grants, who is known elsewhere.
  ///
  /// @throws dev.bailey.security.AccessException TAKEN when the login is somebody's, or somebody is
  ///   known by this id already
  User addExternal(ExternalId external, UserProfile profile, Instant at);

  /// The user who is known elsewhere by this.
  Optional<User> byExternalId(ExternalId external);

  /// The user.
  Optional<User> find(UserId id);

  /// The user with this login, whatever its case.
  Optional<User> byLogin(String login);

  /// All users, by id.
  List<User> list();

  /// Changes a user. Inside a transaction, nobody else changes them or their password until its
  /// end.
  ///
  /// @param how makes of the user, as they are now, what is to be kept; what it throws is passed on
  /// @return the user as they are then
  /// @throws IllegalArgumentException when there is none
  /// @throws dev.bailey.security.AccessException TAKEN when the login is somebody else's
  User change(UserId id, UnaryOperator<User> how);

  /// The user's password, if they have one.
  Optional<StoredPassword> password(UserId user);

  /// Replaces the user's password. Inside a transaction, nobody who signs in with the old one gets
  /// past this until its end: end their sessions after it, not before.
  void setPassword(UserId user, StoredPassword password);

  /// Replaces the user's password if it still is `expected`.
  ///
  /// @return whether it was
  boolean replacePassword(UserId user, StoredPassword expected, StoredPassword password);

  /// Forgets a user with their password. Nothing may refer to them any more; their id is never used
  /// again.
  void remove(UserId user);

  /// Takes the user's password away.
  void removePassword(UserId user);
}
