package dev.bailey.security;

import dev.bailey.security.audit.Audit;
import dev.bailey.security.factor.SecondFactors;
import dev.bailey.security.group.Group;
import dev.bailey.security.group.GroupId;
import dev.bailey.security.group.Groups;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.person.PersonKeys;
import dev.bailey.security.person.Traces;
import dev.bailey.security.provider.SpentProofs;
import dev.bailey.security.review.Confirmations;
import dev.bailey.security.session.Sessions;
import dev.bailey.security.token.ApiTokens;
import dev.bailey.security.user.SshKeys;
import dev.bailey.security.user.User;
import dev.bailey.security.user.Users;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What security keeps, and where.
public record SecurityStores(
    Users users,
    SecondFactors secondFactors,
    Groups groups,
    SshKeys sshKeys,
    Sessions sessions,
    ApiTokens tokens,
    SpentProofs spentProofs,
    Audit audit,
    Confirmations confirmations,
    PersonKeys personKeys,
    Traces traces,
    Transactions transactions) {

  /// What a user may do, by themselves and by the groups they are in.
  List<Grant> grantsOf(User user) {
    return Stream.concat(
            user.grants().stream(),
            groups.of(user.id()).stream().flatMap(group -> group.definition().grants().stream()))
        .toList();
  }

  /// The groups that every new user is in.
  Set<GroupId> defaultGroups() {
    return groups.list().stream()
        .filter(group -> group.definition().assignByDefault())
        .map(Group::id)
        .collect(Collectors.toSet());
  }
}
