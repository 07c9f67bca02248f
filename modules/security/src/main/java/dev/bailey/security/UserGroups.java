package dev.bailey.security;

import dev.bailey.security.audit.Target;
import dev.bailey.security.group.Group;
import dev.bailey.security.group.GroupDefinition;
import dev.bailey.security.group.GroupId;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The groups of the appliance, as those see them who look after them. Nobody makes, changes or
/// fills a group that may do more than they may: they could put themselves into it.
public final class UserGroups {
  private final SecurityStores stores;
  private final Transactions transactions;
  private final AuditLog log;
  private final Clock clock;

  UserGroups(SecurityStores stores, AuditLog log, Clock clock) {
    this.stores = stores;
    this.transactions = stores.transactions();
    this.log = log;
    this.clock = clock;
  }

  /// All groups.
  public List<Group> list(Subject subject) {
    require(subject, Action.READ);
    return stores.groups().list();
  }

  /// The group.
  ///
  /// @throws AccessException NOT_FOUND
  public Group find(Subject subject, GroupId id) {
    require(subject, Action.READ);
    return group(id);
  }

  /// The groups that a user is in.
  public List<Group> of(Subject subject, UserId user) {
    subject.require(Permission.account(AccountArea.USERS, Action.READ));
    return stores.groups().of(user);
  }

  /// Makes a group.
  ///
  /// @throws AccessException TAKEN, FORBIDDEN
  public Group add(Subject subject, GroupDefinition definition) {
    require(subject, Action.CREATE);
    ServiceTokens.requireGrantable(subject, definition.grants());
    return transactions.call(() -> {
      Group group = stores.groups().add(definition, clock.instant());
      log(subject, group, "group.added");
      return group;
    });
  }

  /// Defines a group anew; its members stay.
  ///
  /// @throws AccessException NOT_FOUND, TAKEN, FORBIDDEN
  public Group change(Subject subject, GroupId id, GroupDefinition definition) {
    require(subject, Action.WRITE);
    ServiceTokens.requireGrantable(subject, definition.grants());
    group(id);
    return transactions.call(() -> {
      Group changed =
          stores
              .groups()
              .change(
                  id,
                  group -> {
                    ServiceTokens.requireGrantable(subject, group.definition().grants());
                    return group.defined(definition, clock.instant());
                  });
      log(subject, changed, "group.changed");
      return changed;
    });
  }

  /// Removes a group. What its members could do through it, they cannot from their next request on.
  ///
  /// @throws AccessException NOT_FOUND, FORBIDDEN
  public void remove(Subject subject, GroupId id) {
    require(subject, Action.WRITE);
    Group group = group(id);
    ServiceTokens.requireGrantable(subject, group.definition().grants());
    transactions.run(() -> {
      stores.groups().remove(id);
      log(subject, group, "group.removed");
    });
  }

  /// Puts a user into these groups and takes them out of all others.
  ///
  /// @throws AccessException NOT_FOUND, or FORBIDDEN when one of the groups that they come into or
  ///   leave may do more than the caller
  public List<Group> assign(Subject subject, UserId id, Set<GroupId> groups) {
    require(subject, Action.WRITE);
    User user = stores.users().find(id).orElseThrow(() -> OwnAccount.notFound("user"));
    Set<Group> wanted = groups.stream().map(this::group).collect(Collectors.toSet());
    return transactions.call(() -> {
      var touched = new HashSet<>(stores.groups().of(id));
      touched.addAll(wanted);
      touched.removeIf(group -> wanted.contains(group) && stores.groups().of(id).contains(group));
      touched.forEach(
          group -> ServiceTokens.requireGrantable(subject, group.definition().grants()));
      stores.groups().assign(id, groups);
      List<Group> now = stores.groups().of(id);
      log.done(
          subject, "group.user.changed", Access.userTarget(user), Map.of("groups", names(now)));
      return now;
    });
  }

  static String names(List<Group> groups) {
    return groups.stream()
        .map(group -> group.definition().name())
        .collect(Collectors.joining(", "));
  }

  private Group group(GroupId id) {
    return stores.groups().find(id).orElseThrow(() -> OwnAccount.notFound("group"));
  }

  private void log(Subject subject, Group group, String type) {
    GroupDefinition definition = group.definition();
    log.done(
        subject,
        type,
        Target.of("group", group.id().value()),
        Map.of(
            "name",
            definition.name(),
            "mapped",
            String.join("; ", definition.mapped()),
            "grants",
            definition.grants().stream().map(Members::describe).collect(Collectors.joining(", "))));
  }

  private static void require(Subject subject, Action action) {
    subject.require(Permission.account(AccountArea.GROUPS, action));
  }
}
