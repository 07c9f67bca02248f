package dev.bailey.security;

import dev.bailey.security.audit.Target;
import dev.bailey.security.group.Group;
import dev.bailey.security.group.GroupId;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.review.Confirmation;
import dev.bailey.security.review.Entitlement;
import dev.bailey.security.review.Entitlement.Kind;
import dev.bailey.security.session.Session;
import dev.bailey.security.token.ApiToken;
import dev.bailey.security.user.SshKey;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who may do what, by which way, and when they were seen last: for somebody who looks at each and
/// confirms it or takes it away.
public final class AccessReview {
  private final SecurityStores stores;
  private final Members members;
  private final UserGroups groups;
  private final ServiceTokens serviceTokens;
  private final TokenDesk desk;
  private final AuditLog log;
  private final Clock clock;

  /// Who takes access away.
  record Hands(Members members, UserGroups groups, ServiceTokens serviceTokens, TokenDesk desk) {}

  AccessReview(SecurityStores stores, Hands hands, AuditLog log, Clock clock) {
    this.stores = stores;
    this.members = hands.members();
    this.groups = hands.groups();
    this.serviceTokens = hands.serviceTokens();
    this.desk = hands.desk();
    this.log = log;
    this.clock = clock;
  }

  /// Every way of access: by user, then service tokens.
  public List<Entitlement> list(Subject subject) {
    subject.require(Permission.account(AccountArea.USERS, Action.READ));
    Map<String, Confirmation> known =
        stores.confirmations().list().stream()
            .collect(Collectors.toMap(Confirmation::key, Function.identity()));
    return Stream.concat(
            stores.users().list().stream().flatMap(this::of),
            stores.tokens().service().stream().map(AccessReview::of))
        .map(access -> access.confirmed(Optional.ofNullable(known.get(access.key()))))
        .toList();
  }

  /// Keeps that the caller looked at a way of access and found it right.
  ///
  /// @throws AccessException NOT_FOUND
  public Entitlement confirm(Subject subject, String key) {
    subject.require(Permission.account(AccountArea.USERS, Action.WRITE));
    Entitlement access = find(subject, key);
    String by = subject.user().map(_ -> subject.actor().reference()).orElse(subject.actor().name());
    var confirmation = new Confirmation(key, access.allowed(), by, clock.instant());
    stores
        .transactions()
        .run(() -> {
          stores.confirmations().set(confirmation);
          log.done(subject, "access_review.confirmed", target(access), described(access));
        });
    return access.confirmed(Optional.of(confirmation));
  }

  /// Takes a way of access away, at once.
  ///
  /// @throws AccessException NOT_FOUND, or as whatever gives that access says
  public void revoke(Subject subject, String key) {
    subject.require(Permission.account(AccountArea.USERS, Action.WRITE));
    Entitlement access = find(subject, key);
    stores
        .transactions()
        .run(() -> {
          takeAway(subject, access);
          stores.confirmations().remove(key);
          log.done(subject, "access_review.revoked", target(access), described(access));
        });
  }

  private void takeAway(Subject subject, Entitlement access) {
    switch (access.kind()) {
      case GRANT -> {
        User user = access.user().orElseThrow();
        List<Grant> rest =
            user.grants().stream().filter(grant -> !access.grants().contains(grant)).toList();
        User _ = members.grant(subject, user.id(), rest);
      }
      case GROUP -> {
        UserId user = access.user().orElseThrow().id();
        Set<GroupId> rest =
            stores.groups().of(user).stream()
                .filter(group -> !key(user, group).equals(access.key()))
                .map(Group::id)
                .collect(Collectors.toSet());
        List<Group> _ = groups.assign(subject, user, rest);
      }
      case PERSONAL_TOKEN -> {
        User user = access.user().orElseThrow();
        members.requireNoMoreThanOwn(subject, user);
        stores.tokens().of(user.id()).stream()
            .filter(token -> key(token).equals(access.key()))
            .forEach(token -> desk.revoke(subject, token, "account_scoped_pat.deleted"));
      }
      case SERVICE_TOKEN ->
          stores.tokens().service().stream()
              .filter(token -> key(token).equals(access.key()))
              .forEach(token -> serviceTokens.revoke(subject, token.id()));
    }
  }

  private Entitlement find(Subject subject, String key) {
    return list(subject).stream()
        .filter(access -> access.key().equals(key))
        .findFirst()
        .orElseThrow(() -> OwnAccount.notFound("way of access"));
  }

  private Stream<Entitlement> of(User user) {
    List<ApiToken> tokens = stores.tokens().of(user.id());
    Optional<Instant> seen = lastSeen(user, tokens);
    var one = Optional.of(user);
    return Stream.of(
            user.grants().stream()
                .map(grant ->
                    access(key(user.id(), grant), Kind.GRANT, one, "", List.of(grant), seen)),
            stores.groups().of(user.id()).stream()
                .map(group ->
                    access(
                        key(user.id(), group),
                        Kind.GROUP,
                        one,
                        group.definition().name(),
                        group.definition().grants(),
                        seen)),
            tokens.stream()
                .map(token ->
                    access(
                        key(token),
                        Kind.PERSONAL_TOKEN,
                        one,
                        token.name(),
                        token.grants(),
                        token.lastUsed())))
        .flatMap(Function.identity());
  }

  private static Entitlement of(ApiToken token) {
    return access(
        key(token),
        Kind.SERVICE_TOKEN,
        Optional.empty(),
        token.name(),
        token.grants(),
        token.lastUsed());
  }

  private Optional<Instant> lastSeen(User user, List<ApiToken> tokens) {
    return Stream.of(
            user.lastLogin().stream(),
            stores.sessions().of(user.id()).stream().map(Session::lastSeen),
            stores.sshKeys().of(user.id()).stream().map(SshKey::lastUsed).flatMap(Optional::stream),
            tokens.stream().map(ApiToken::lastUsed).flatMap(Optional::stream))
        .flatMap(Function.identity())
        .max(Comparator.naturalOrder());
  }

  private static Entitlement access(
      String key,
      Kind kind,
      Optional<User> user,
      String through,
      List<Grant> grants,
      Optional<Instant> lastUsed) {
    return new Entitlement(key, kind, user, through, grants, lastUsed, Optional.empty());
  }

  private static String key(UserId user, Grant grant) {
    return "grant:%s:%s".formatted(user, Entitlement.describe(grant));
  }

  private static String key(UserId user, Group group) {
    return "group:%s:%s".formatted(user, group.id());
  }

  private static String key(ApiToken token) {
    return "token:" + token.id();
  }

  private static Target target(Entitlement access) {
    return access.user().map(Access::userTarget).orElse(new Target("token", access.through()));
  }

  private static Map<String, String> described(Entitlement access) {
    return Map.of(
        "kind",
        access.kind().word(),
        "access",
        access.key(),
        "through",
        access.through(),
        "allows",
        access.allowed());
  }
}
