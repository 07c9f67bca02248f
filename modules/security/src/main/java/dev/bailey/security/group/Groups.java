package dev.bailey.security.group;

import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Keeps groups and who is in them. What every keeper must do is in `GroupsContract`.
public interface Groups {

  /// Keeps a new group without members, under an id of its own.
  ///
  /// @throws dev.bailey.security.AccessException TAKEN when another has this name
  Group add(GroupDefinition definition, Instant at);

  /// The group.
  Optional<Group> find(GroupId id);

  /// All groups, by id.
  List<Group> list();

  /// The groups that a user is in, by id.
  List<Group> of(UserId user);

  /// Changes a group.
  ///
  /// @throws IllegalArgumentException when there is none
  /// @throws dev.bailey.security.AccessException TAKEN when another has this name
  Group change(GroupId id, UnaryOperator<Group> how);

  /// Forgets a group; its members are in it no longer. Does nothing when there is none.
  void remove(GroupId id);

  /// Puts a user into these groups and takes them out of all others.
  ///
  /// @throws IllegalArgumentException when one of them is none
  void assign(UserId user, Set<GroupId> groups);
}
