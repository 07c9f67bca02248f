package dev.bailey.security;

import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.audit.Target;
import dev.bailey.security.password.PasswordRules;
import dev.bailey.security.password.Passwords;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.OwnArea;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.session.Session;
import dev.bailey.security.session.SessionId;
import dev.bailey.security.token.ApiToken;
import dev.bailey.security.token.IssuedToken;
import dev.bailey.security.token.NewToken;
import dev.bailey.security.token.TokenId;
import dev.bailey.security.token.TokenOwner;
import dev.bailey.security.user.PublicKeyLine;
import dev.bailey.security.user.SshKey;
import dev.bailey.security.user.SshKeyId;
import dev.bailey.security.user.StoredPassword;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserProfile;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What users do with what is their own: password, tokens, SSH keys, sessions.
public final class OwnAccount {
  private final SecurityStores stores;
  private final Transactions transactions;
  private final Access access;
  private final Passwords passwords;
  private final TokenDesk tokens;
  private final AuditLog log;
  private final Clock clock;

  OwnAccount(
      SecurityStores stores,
      Access access,
      Passwords passwords,
      TokenDesk tokens,
      AuditLog log,
      Clock clock) {
    this.stores = stores;
    this.transactions = stores.transactions();
    this.access = access;
    this.passwords = passwords;
    this.tokens = tokens;
    this.log = log;
    this.clock = clock;
  }

  /// Changes how the user is called. The login stays.
  public User rename(Subject subject, String email, String firstName, String lastName) {
    User user = require(subject, OwnArea.PROFILE, Action.WRITE);
    var profile = valid(() -> new UserProfile(user.profile().login(), email, firstName, lastName));
    return transactions.call(() -> {
      Instant now = clock.instant();
      User changed = stores.users().change(user.id(), known -> known.renamed(profile, now));
      log.done(subject, "user.changed", Access.userTarget(user));
      return changed;
    });
  }

  /// Changes the user's password. All their sessions end; the one of the caller goes on under a new
  /// cookie.
  ///
  /// @throws AccessException SIGN_IN_REFUSED when `current` is not the password, THROTTLED, or
  ///   INVALID with what is wrong with `next`
  public SignedIn changePassword(Subject subject, Secret current, Secret next) {
    User user = require(subject, OwnArea.PASSWORD, Action.WRITE);
    refuseFromProvider(subject);
    StoredPassword known =
        access
            .proveAgain(user, current, subject)
            .orElseThrow(
                () -> invalid("Your password is kept by your directory. Change it there."));
    Optional<String> problem = PasswordRules.problem(next, user.profile());
    if (problem.isPresent()) {
      throw invalid(problem.get());
    }
    if (next.equals(current)) {
      throw invalid("The new password is the old one.");
    }
    String hash = passwords.hash(next);
    return transactions.call(() -> {
      var stored = new StoredPassword(hash, false, clock.instant(), Optional.empty());
      if (!stores.users().replacePassword(user.id(), known, stored)) {
        throw Access.wrong();
      }
      stores.sessions().removeAll(user.id());
      log.done(subject, "user.password.changed", Access.userTarget(user));
      return access.openFor(user, subject.origin());
    });
  }

  /// Refuses whoever has their password and second factor with an identity provider.
  static void refuseFromProvider(Subject subject) {
    if (subject.identity().session().flatMap(Session::provider).isPresent()) {
      throw invalid(
          "You sign in with an identity provider. Your password and second factor are kept there.");
    }
  }

  /// Makes a token that may do what the user may do, or less.
  ///
  /// @param limit what it may do at most; empty for all
  public IssuedToken createToken(
      Subject subject, String name, List<Grant> limit, Optional<Instant> expiresAt) {
    User user = require(subject, OwnArea.TOKENS, Action.CREATE);
    var wanted = new NewToken(new TokenOwner.Personal(user.id()), name, limit, expiresAt);
    return tokens.issue(subject, wanted, "account_scoped_pat.created");
  }

  /// The user's tokens that are not revoked.
  public List<ApiToken> tokens(Subject subject) {
    return stores.tokens().of(require(subject, OwnArea.TOKENS, Action.READ).id());
  }

  /// Replaces one of the user's tokens by another with the same name and limit.
  ///
  /// @throws AccessException NOT_FOUND when they have no such token
  public IssuedToken rotateToken(Subject subject, TokenId id) {
    User user = require(subject, OwnArea.TOKENS, Action.CREATE);
    ApiToken old = ownToken(user, id);
    return transactions.call(() -> {
      tokens.revoke(subject, old, "account_scoped_pat.deleted");
      return createToken(subject, old.name(), old.grants(), old.expiresAt());
    });
  }

  /// Makes one of the user's tokens worthless.
  ///
  /// @throws AccessException NOT_FOUND when they have no such token
  public void revokeToken(Subject subject, TokenId id) {
    User user = require(subject, OwnArea.TOKENS, Action.WRITE);
    tokens.revoke(subject, ownToken(user, id), "account_scoped_pat.deleted");
  }

  /// Adds an SSH key.
  ///
  /// @param line the content of a file such as `id_ed25519.pub`
  /// @throws AccessException INVALID with what is wrong with the key, or TAKEN
  public SshKey addSshKey(Subject subject, String name, String line) {
    User user = require(subject, OwnArea.SSH_KEYS, Action.CREATE);
    PublicKeyLine key = valid(() -> PublicKeyLine.parse(line));
    return transactions.call(() -> {
      SshKey added = valid(() -> stores.sshKeys().add(user.id(), name, key, clock.instant()));
      logKey(subject, added, "ssh_key.added");
      return added;
    });
  }

  /// The user's SSH keys.
  public List<SshKey> sshKeys(Subject subject) {
    return stores.sshKeys().of(require(subject, OwnArea.SSH_KEYS, Action.READ).id());
  }

  /// Removes one of the user's SSH keys.
  ///
  /// @throws AccessException NOT_FOUND when they have no such key
  public void removeSshKey(Subject subject, SshKeyId id) {
    User user = require(subject, OwnArea.SSH_KEYS, Action.WRITE);
    SshKey key =
        stores
            .sshKeys()
            .find(id)
            .filter(known -> known.user().equals(user.id()))
            .orElseThrow(() -> notFound("SSH key"));
    transactions.run(() -> {
      stores.sshKeys().remove(id);
      logKey(subject, key, "ssh_key.removed");
    });
  }

  /// Where the user is signed in.
  public List<Session> sessions(Subject subject) {
    return stores.sessions().of(require(subject, OwnArea.SESSIONS, Action.READ).id());
  }

  /// Ends one of the user's sessions.
  ///
  /// @throws AccessException NOT_FOUND when they have no such session
  public void endSession(Subject subject, SessionId id) {
    User user = require(subject, OwnArea.SESSIONS, Action.WRITE);
    if (stores.sessions().of(user.id()).stream().noneMatch(open -> open.id().equals(id))) {
      throw notFound("session");
    }
    transactions.run(() -> {
      stores.sessions().remove(id);
      log.done(subject, "session.ended", Target.of("session", id.value()));
    });
  }

  private ApiToken ownToken(User user, TokenId id) {
    return stores
        .tokens()
        .find(id)
        .filter(token -> token.owner().equals(new TokenOwner.Personal(user.id())))
        .filter(token -> token.revokedAt().isEmpty())
        .orElseThrow(() -> notFound("token"));
  }

  private void logKey(Subject subject, SshKey key, String type) {
    log.done(
        subject,
        type,
        Target.of("ssh_key", key.id().value()),
        Map.of("name", key.name(), "fingerprint", key.fingerprint()));
  }

  private static User require(Subject subject, OwnArea area, Action action) {
    User user = subject.requireUser();
    subject.require(Permission.own(area, action));
    return user;
  }

  static AccessException notFound(String what) {
    return new AccessException(Code.NOT_FOUND, "There is no such " + what + ".");
  }

  static AccessException invalid(String why) {
    return new AccessException(Code.INVALID, why);
  }

  /// What a value's constructor refuses, the caller can put right.
  static <T> T valid(java.util.function.Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new AccessException(Code.INVALID, String.valueOf(e.getMessage()));
    }
  }
}
