package dev.bailey.security;

import dev.bailey.security.audit.AuditEntry;
import dev.bailey.security.audit.AuditEvent.Outcome;
import dev.bailey.security.factor.SecondFactor;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.person.Held;
import dev.bailey.security.person.Pseudonym;
import dev.bailey.security.person.Receipt;
import dev.bailey.security.user.SshKey;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.UserProfile;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is held about people: handed out, and destroyed (docs/decisions/0711).
public final class Persons {
  private final SecurityStores stores;
  private final Transactions transactions;
  private final Members members;
  private final AuditLog log;
  private final Clock clock;

  Persons(SecurityStores stores, Members members, AuditLog log, Clock clock) {
    this.stores = stores;
    this.transactions = stores.transactions();
    this.members = members;
    this.log = log;
    this.clock = clock;
  }

  /// What is held about a user. That it was asked for is in the audit.
  ///
  /// @throws AccessException NOT_FOUND
  public Held held(Subject subject, UserId id) {
    require(subject);
    User user = user(id);
    log.done(subject, "user.personal_data.exported", Access.userTarget(user));
    return new Held(
        user,
        stores.groups().of(id),
        Held.chosen(stores.users().password(id)),
        stores.secondFactors().of(id).flatMap(SecondFactor::confirmedAt),
        stores.tokens().everOf(id),
        stores.sshKeys().of(id),
        stores.sessions().of(id));
  }

  /// Destroys who a user is: account, credentials, names. What they did stays, under a pseudonym.
  ///
  /// Each step may be done again: who finds the user still there after an end in between erases
  /// them anew. Their key goes before their row, so that it never outlives it.
  ///
  /// @param login of the user, so that nobody is erased by mistake
  /// @throws AccessException NOT_FOUND, FORBIDDEN when they may do more than the caller, INVALID
  ///   when the login is another's, it is the caller, or nobody would be left who may do everything
  public Receipt erase(Subject subject, UserId id, String login) {
    require(subject);
    User user = user(id);
    if (!user.profile().login().equals(UserProfile.fold(login))) {
      throw OwnAccount.invalid("The login is not that of user %s.".formatted(id));
    }
    if (subject.user().filter(self -> self.id().equals(id)).isPresent()) {
      throw OwnAccount.invalid("Nobody erases themselves. Ask another administrator.");
    }
    members.requireNoMoreThanOwn(subject, user);
    shutOut(subject, user);
    var who = Pseudonym.of(user);
    long lines = stores.audit().forget(who);
    long traces = stores.traces().forget(who);
    stores.personKeys().destroy(id);
    return remove(subject, id, lines, traces);
  }

  /// From here on they add nothing.
  private void shutOut(Subject subject, User user) {
    transactions.run(() -> {
      User _ = stores.users().change(user.id(), known -> known.active(false, clock.instant()));
      log.done(subject, "user.erasure_begun", Access.userTarget(user));
      members.requireAnOwner();
    });
  }

  private Receipt remove(Subject subject, UserId id, long lines, long traces) {
    return transactions.call(() -> {
      List<SshKey> keys = stores.sshKeys().of(id);
      keys.forEach(key -> stores.sshKeys().remove(key.id()));
      int sessions = stores.sessions().of(id).size();
      stores.sessions().removeAll(id);
      int tokens = stores.tokens().removeAll(id);
      stores.secondFactors().remove(id);
      stores.groups().assign(id, Set.of());
      stores.users().remove(id);
      Instant now = clock.instant();
      AuditEntry entry =
          log.write(
              subject.actor(),
              subject.origin(),
              "user.erased",
              Access.userTarget(id),
              Outcome.DONE,
              Map.of(
                  "tokens", Integer.toString(tokens),
                  "ssh_keys", Integer.toString(keys.size()),
                  "sessions", Integer.toString(sessions),
                  "audit_lines", Long.toString(lines),
                  "traces", Long.toString(traces)));
      return new Receipt(
          id, now, tokens, keys.size(), sessions, lines, traces, entry.number(), entry.mac());
    });
  }

  /// Erases once more who was erased since a backup was made that was restored now.
  ///
  /// @param destroyed users whose keys are destroyed
  public void eraseAgain(Subject appliance, List<UserId> destroyed) {
    for (UserId id : destroyed) {
      stores
          .users()
          .find(id)
          .ifPresent(user -> {
            var who = Pseudonym.of(user);
            Receipt _ =
                remove(appliance, id, stores.audit().forget(who), stores.traces().forget(who));
          });
    }
  }

  private User user(UserId id) {
    return stores.users().find(id).orElseThrow(() -> OwnAccount.notFound("user"));
  }

  /// Reading alone is not enough: a file of all that is held goes out of the house.
  private static void require(Subject subject) {
    subject.require(Permission.account(AccountArea.PERSONAL_DATA, Action.WRITE));
  }
}
