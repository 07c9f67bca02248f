package dev.bailey.security;

import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.password.OneTimePassword;
import dev.bailey.security.password.Passwords;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.user.StoredPassword;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.UserProfile;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The users of the appliance, as those see them who look after them.
public final class Members {
  private final SecurityStores stores;
  private final Transactions transactions;
  private final Passwords passwords;
  private final Duration validity;
  private final SecureRandom random;
  private final AuditLog log;
  private final Clock clock;

  Members(
      SecurityStores stores,
      Passwords passwords,
      Duration validity,
      SecureRandom random,
      AuditLog log,
      Clock clock) {
    this.stores = stores;
    this.transactions = stores.transactions();
    this.passwords = passwords;
    this.validity = validity;
    this.random = random;
    this.log = log;
    this.clock = clock;
  }

  /// A user with the password to hand to them; it can be seen only now, works once, and not for
  /// long.
  public record Invited(User user, Secret password, Instant validUntil) {}

  /// All users.
  public List<User> list(Subject subject) {
    require(subject, Action.READ);
    return stores.users().list();
  }

  /// The user; everybody may see themselves.
  ///
  /// @throws AccessException NOT_FOUND
  public User find(Subject subject, UserId id) {
    if (subject.user().filter(user -> user.id().equals(id)).isEmpty()) {
      require(subject, Action.READ);
    }
    return user(id);
  }

  /// Makes a user.
  ///
  /// @throws AccessException TAKEN when the login is somebody's, FORBIDDEN when the user would be
  ///   allowed more than the maker
  public Invited add(Subject subject, UserProfile profile, List<Grant> grants) {
    require(subject, Action.CREATE);
    ServiceTokens.requireGrantable(subject, grants);
    OneTime oneTime = oneTime();
    return transactions.call(() -> {
      User user = stores.users().add(profile, grants, clock.instant());
      stores.groups().assign(user.id(), stores.defaultGroups());
      Invited invited = invite(user, oneTime);
      log.done(subject, "user.added", Access.userTarget(user), describe(user));
      return invited;
    });
  }

  /// Changes who a user is.
  ///
  /// @throws AccessException NOT_FOUND, TAKEN, FORBIDDEN when they may do more than the caller
  public User rename(Subject subject, UserId id, UserProfile profile) {
    return change(subject, id, "user.changed", user -> user.renamed(profile, clock.instant()));
  }

  /// Replaces what a user may do.
  ///
  /// @throws AccessException NOT_FOUND, FORBIDDEN when it is or was more than the caller may,
  ///   INVALID when nobody would be left who may do everything
  public User grant(Subject subject, UserId id, List<Grant> grants) {
    ServiceTokens.requireGrantable(subject, grants);
    return change(subject, id, "permission.changed", user -> user.granted(grants, clock.instant()));
  }

  /// Shuts a user out at once, or lets them in again. Their sessions end; their tokens and keys
  /// open nothing while they are out.
  ///
  /// @throws AccessException NOT_FOUND, FORBIDDEN when they may do more than the caller, INVALID as
  ///   for [#grant]
  public User setActive(Subject subject, UserId id, boolean active) {
    String type = active ? "user.activated" : "user.deactivated";
    return transactions.call(() -> {
      User changed = change(subject, id, type, user -> user.active(active, clock.instant()));
      stores.sessions().removeAll(id);
      return changed;
    });
  }

  /// Gives a user a one-time password in the place of theirs, and ends their sessions.
  ///
  /// @throws AccessException NOT_FOUND, FORBIDDEN when they may do more than the caller, INVALID
  ///   when a directory keeps their password
  public Invited resetPassword(Subject subject, UserId id) {
    require(subject, Action.WRITE);
    OneTime oneTime = oneTime();
    return transactions.call(() -> {
      User user = user(id);
      requireNoMoreThanOwn(subject, user);
      if (user.external().isPresent()) {
        throw OwnAccount.invalid("This user's password is kept by a directory. Reset it there.");
      }
      Invited invited = invite(user, oneTime);
      stores.sessions().removeAll(id);
      log.done(subject, "user.password.reset", Access.userTarget(user));
      return invited;
    });
  }

  /// Takes away a user's second factor, for somebody who has lost it, and ends their sessions.
  ///
  /// @throws AccessException NOT_FOUND, FORBIDDEN when they may do more than the caller
  public void removeSecondFactor(Subject subject, UserId id) {
    require(subject, Action.WRITE);
    transactions.run(() -> {
      User user = user(id);
      requireNoMoreThanOwn(subject, user);
      stores.secondFactors().remove(id);
      stores.sessions().removeAll(id);
      log.done(subject, "user.second_factor.reset", Access.userTarget(user));
    });
  }

  /// Ends all sessions of a user.
  ///
  /// @throws AccessException NOT_FOUND
  public void endSessions(Subject subject, UserId id) {
    require(subject, Action.WRITE);
    transactions.run(() -> {
      User user = user(id);
      stores.sessions().removeAll(id);
      log.done(subject, "session.ended", Access.userTarget(user), Map.of("which", "all"));
    });
  }

  /// A password that was made, and its hash. Making one takes its time: no transaction waits for
  /// it.
  record OneTime(Secret text, String hash) {}

  OneTime oneTime() {
    Secret text = OneTimePassword.next(random);
    return new OneTime(text, passwords.hash(text));
  }

  Invited invite(User user, OneTime password) {
    Instant now = clock.instant();
    Instant end = now.plus(validity);
    var stored = new StoredPassword(password.hash(), true, now, Optional.of(end));
    stores.users().setPassword(user.id(), stored);
    return new Invited(user, password.text(), end);
  }

  /// The audit comes before the last check: it lets one transaction through at a time, so that two
  /// owners cannot shut each other out.
  private User change(Subject subject, UserId id, String type, UnaryOperator<User> how) {
    require(subject, Action.WRITE);
    user(id);
    return transactions.call(() -> {
      User changed =
          stores
              .users()
              .change(
                  id,
                  user -> {
                    requireNoMoreThanOwn(subject, user);
                    return how.apply(user);
                  });
      log.done(subject, type, Access.userTarget(changed), describe(changed));
      requireAnOwner();
      return changed;
    });
  }

  private User user(UserId id) {
    return stores.users().find(id).orElseThrow(() -> OwnAccount.notFound("user"));
  }

  void requireAnOwner() {
    if (stores.users().list().stream().noneMatch(Members::ownsAll)) {
      throw OwnAccount.invalid("Somebody must remain who may do everything: an active owner.");
    }
  }

  /// What a group gives does not count: a directory may take it away.
  private static boolean ownsAll(User user) {
    return user.active()
        && user.grants().stream()
            .anyMatch(grant ->
                grant.project().isEmpty()
                    && (grant.set() == PermissionSet.OWNER
                        || grant.set() == PermissionSet.ACCOUNT_ADMIN));
  }

  /// Whoever takes over another's account has that one's rights, too.
  void requireNoMoreThanOwn(Subject subject, User user) {
    if (!subject.mayGrant(stores.grantsOf(user))) {
      throw new AccessException(Code.FORBIDDEN, "This user may do more than you.");
    }
  }

  private static void require(Subject subject, Action action) {
    subject.require(Permission.account(AccountArea.USERS, action));
  }

  private static Map<String, String> describe(User user) {
    return Map.of(
        "login",
        user.profile().login(),
        "active",
        Boolean.toString(user.active()),
        "grants",
        user.grants().stream().map(Members::describe).collect(Collectors.joining(", ")));
  }

  static String describe(Grant grant) {
    return grant.set().word() + "@" + grant.project().map(ProjectId::toString).orElse("all");
  }
}
