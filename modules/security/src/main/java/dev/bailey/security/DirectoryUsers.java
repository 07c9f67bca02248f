package dev.bailey.security;

import dev.bailey.security.audit.AuditEvent.Outcome;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.directory.DirectoryPerson;
import dev.bailey.security.group.Group;
import dev.bailey.security.group.GroupId;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserProfile;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Users whom a directory or an identity provider knows. They come to be here when they first sign
/// in, and with each sign-in they are called what they are called there, and are in the groups that
/// are mapped to theirs there, and in none that are mapped to others.
final class DirectoryUsers {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryUsers.class);

  private final SecurityStores stores;
  private final AuditLog log;
  private final Clock clock;

  DirectoryUsers(SecurityStores stores, AuditLog log, Clock clock) {
    this.stores = stores;
    this.log = log;
    this.clock = clock;
  }

  /// The user whom a directory has found to be this person, shut out or not; empty when somebody
  /// else here has their login.
  Optional<User> kept(DirectoryPerson person) {
    return stores
        .transactions()
        .call(() -> {
          Optional<User> known = stores.users().byExternalId(person.id());
          if (known.isEmpty() && stores.users().byLogin(person.profile().login()).isPresent()) {
            // Two who are called the same are not one: the directory must not take over a local
            // user.
            LOG.warn("a user here has the login of somebody elsewhere, who is kept out");
            return Optional.empty();
          }
          User user = known.map(before -> renamed(before, person)).orElseGet(() -> added(person));
          regroup(user, person.groups());
          return Optional.of(user);
        });
  }

  /// The login stays as it was at first: tokens and audits name it.
  private User renamed(User before, DirectoryPerson person) {
    UserProfile there = person.profile();
    var profile =
        new UserProfile(
            before.profile().login(), there.email(), there.firstName(), there.lastName());
    return profile.equals(before.profile())
        ? before
        : stores.users().change(before.id(), user -> user.renamed(profile, clock.instant()));
  }

  private User added(DirectoryPerson person) {
    Instant now = clock.instant();
    User user = stores.users().addExternal(person.id(), person.profile(), now);
    stores.groups().assign(user.id(), stores.defaultGroups());
    log(user, "user.added", Map.of("login", user.profile().login(), "by", person.id().provider()));
    return user;
  }

  private void regroup(User user, Set<String> elsewhere) {
    Set<GroupId> before = ids(stores.groups().of(user.id()));
    var after = new HashSet<>(before);
    for (Group group : stores.groups().list()) {
      if (group.isMapped() && group.takes(elsewhere)) {
        after.add(group.id());
      } else if (group.isMapped()) {
        after.remove(group.id());
      }
    }
    if (!after.equals(before)) {
      stores.groups().assign(user.id(), after);
      String names = UserGroups.names(stores.groups().of(user.id()));
      log(user, "group.user.changed", Map.of("groups", names));
    }
  }

  private void log(User user, String type, Map<String, String> details) {
    log.write(
        new Principal.Appliance("directory").actor(),
        Origin.inside(),
        type,
        Access.userTarget(user),
        Outcome.DONE,
        details);
  }

  private static Set<GroupId> ids(List<Group> groups) {
    return groups.stream().map(Group::id).collect(Collectors.toSet());
  }
}
