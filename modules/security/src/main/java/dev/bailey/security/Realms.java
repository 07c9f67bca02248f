package dev.bailey.security;

import dev.bailey.registry.Secret;
import dev.bailey.security.directory.Directory;
import dev.bailey.security.factor.SecondFactor;
import dev.bailey.security.password.PasswordRules;
import dev.bailey.security.password.Passwords;
import dev.bailey.security.session.Session;
import dev.bailey.security.token.ApiToken;
import dev.bailey.security.token.TokenOwner;
import dev.bailey.security.user.SshKey;
import dev.bailey.security.user.StoredPassword;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.shiro.realm.Realm;

/// The ways in: a password that is known here or elsewhere, a session's cookie, a token, an SSH
/// key.
final class Realms {
  /// The last use of a thing is noted no more often than this: every note is a write to the disk.
  private static final Duration GRAIN = Duration.ofMinutes(1);

  private final SecurityStores stores;
  private final Passwords passwords;
  private final Session.Limits limits;
  private final boolean secondFactorRequired;
  private final Optional<Directory> directory;
  private final DirectoryUsers people;
  private final Clock clock;

  Realms(
      SecurityStores stores,
      Passwords passwords,
      SecuritySettings settings,
      DirectoryUsers people,
      Clock clock) {
    this.stores = stores;
    this.passwords = passwords;
    this.limits = settings.sessions();
    this.secondFactorRequired = settings.secondFactorRequired();
    this.directory = settings.directory();
    this.people = people;
    this.clock = clock;
  }

  List<Realm> all() {
    return List.of(
        new GrantsRealm(),
        new AttemptRealm<>(Attempt.ByPassword.class, this::byPassword),
        new AttemptRealm<>(Attempt.ByDirectory.class, this::byDirectory),
        new AttemptRealm<>(Attempt.BySession.class, this::bySession),
        new AttemptRealm<>(Attempt.ByToken.class, this::byToken),
        new AttemptRealm<>(Attempt.BySshKey.class, this::bySshKey));
  }

  /// Takes the same time whether there is such a user or not, and whether they may come in.
  private Optional<Identity> byPassword(Attempt.ByPassword attempt) {
    Secret password = attempt.password();
    if (password.reveal().length() > PasswordRules.MOST) {
      return Optional.empty();
    }
    Optional<User> user = stores.users().byLogin(attempt.login()).filter(User::active);
    Optional<StoredPassword> stored =
        user.flatMap(known -> stores.users().password(known.id()))
            .filter(kept -> kept.valid(clock.instant()));
    if (stored.isEmpty()) {
      passwords.waste(password);
      return Optional.empty();
    }
    return user.filter(known -> passwords.matches(password, stored.get().hash()))
        .map(known -> identity(known, stored).provenBy(stored.get()));
  }

  private Optional<Identity> byDirectory(Attempt.ByDirectory attempt) {
    return directory
        .flatMap(there -> there.find(attempt.login(), attempt.password()))
        .flatMap(people::kept)
        .filter(User::active)
        .map(user -> identity(user, Optional.empty()));
  }

  private Optional<Identity> bySession(Attempt.BySession attempt) {
    Instant now = clock.instant();
    Optional<Session> session =
        stores.sessions().byHash(Keys.hash(attempt.cookie())).filter(s -> !s.over(limits, now));
    session
        .filter(open -> open.lastSeen().plus(GRAIN).isBefore(now))
        .ifPresent(open -> stores.sessions().seen(open.id(), now));
    return session.flatMap(open ->
        user(open.user())
            .map(user -> inSession(user, stores.users().password(user.id()), open.provider()))
            .map(identity -> identity.in(open)));
  }

  private Optional<Identity> byToken(Attempt.ByToken attempt) {
    Instant now = clock.instant();
    Optional<ApiToken> token =
        stores.tokens().byHash(Keys.hash(attempt.token())).filter(t -> t.valid(now));
    Optional<Identity> identity = token.flatMap(this::holder);
    token
        .filter(known -> identity.isPresent() && stale(known.lastUsed(), now))
        .ifPresent(known -> stores.tokens().used(known.id(), now));
    return identity;
  }

  private Optional<Identity> bySshKey(Attempt.BySshKey attempt) {
    Instant now = clock.instant();
    Optional<SshKey> key = stores.sshKeys().byFingerprint(attempt.fingerprint());
    Optional<Identity> identity = key.flatMap(known -> activeUser(known.user()));
    key.filter(known -> identity.isPresent() && stale(known.lastUsed(), now))
        .ifPresent(known -> stores.sshKeys().used(known.id(), now));
    return identity;
  }

  private Optional<Identity> holder(ApiToken token) {
    return switch (token.owner()) {
      case TokenOwner.Service() -> Optional.of(Identity.service(new Principal.Service(token)));
      case TokenOwner.Personal(UserId user) ->
          activeUser(user).map(identity -> identity.limitedTo(token.grants()));
    };
  }

  private Optional<Identity> activeUser(UserId id) {
    return user(id).map(user -> identity(user, stores.users().password(id)));
  }

  private Optional<User> user(UserId id) {
    return stores.users().find(id).filter(User::active);
  }

  /// Who a user is with a session. Tokens and SSH keys are keys of their own, made in a session
  /// that knew the second factor; the policy does not make them worthless. Whoever was signed in by
  /// an identity provider has shown there what it wants to see.
  Identity inSession(User user, Optional<StoredPassword> password, Optional<String> provider) {
    Identity identity = identity(user, password);
    boolean bound = secondFactorRequired && provider.isEmpty() && !secured(user);
    return identity.duty().isEmpty() && bound
        ? Identity.bound(new Principal.Person(user), Duty.ENROL_SECOND_FACTOR)
        : identity;
  }

  private boolean secured(User user) {
    return stores.secondFactors().of(user.id()).filter(SecondFactor::confirmed).isPresent();
  }

  private Identity identity(User user, Optional<StoredPassword> password) {
    var person = new Principal.Person(user);
    return password.filter(StoredPassword::mustChange).isPresent()
        ? Identity.bound(person, Duty.CHANGE_PASSWORD)
        : Identity.person(person, stores.grantsOf(user));
  }

  private static boolean stale(Optional<Instant> last, Instant now) {
    return last.map(at -> at.plus(GRAIN).isBefore(now)).orElse(true);
  }
}
