package dev.bailey.security;

import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.audit.AuditEvent.Outcome;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import dev.bailey.security.factor.SecondFactor;
import dev.bailey.security.password.Passwords;
import dev.bailey.security.provider.ProviderSession;
import dev.bailey.security.session.Session;
import dev.bailey.security.token.ApiToken;
import dev.bailey.security.user.ExternalId;
import dev.bailey.security.user.StoredPassword;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The door: finds out who calls, and lets people in and out.
public final class Access {
  private final SecurityStores stores;
  private final Transactions transactions;
  private final Realms realms;
  private final Gate gate;
  private final Passwords passwords;
  private final Session.Limits limits;
  private final Keys keys;
  private final boolean asksADirectory;
  private final Throttle throttle;
  private final AuditLog log;
  private final Clock clock;

  Access(
      SecurityStores stores,
      Passwords passwords,
      SecuritySettings settings,
      DirectoryUsers people,
      Keys keys,
      AuditLog log,
      Clock clock) {
    this.stores = stores;
    this.transactions = stores.transactions();
    this.passwords = passwords;
    this.limits = settings.sessions();
    this.keys = keys;
    this.log = log;
    this.clock = clock;
    this.throttle = new Throttle(clock);
    this.asksADirectory = settings.directory().isPresent();
    this.realms = new Realms(stores, passwords, settings, people, clock);
    this.gate = new Gate(realms.all());
  }

  /// Opens a session for whoever knows login and password and has the second factor, if the user
  /// has one. Who tries too often is slowed down.
  ///
  /// @param code of the authenticator, or a recovery code
  /// @throws AccessException SIGN_IN_REFUSED, THROTTLED or BUSY; nothing about it tells whether
  ///   there is such a user. SECOND_FACTOR_REQUIRED when only the code is missing
  public SignedIn signIn(String login, Secret password, Optional<Secret> code, Origin origin) {
    throttle.begin(login, origin.address());
    Identity proven = identify(login, password, origin);
    Optional<StoredPassword> shown = proven.password();
    Optional<StoredPassword> stronger = shown.flatMap(known -> stronger(known, password));
    Optional<SignedIn> signedIn =
        transactions.call(() -> {
          User user = held(proven.userId(), shown);
          Factor factor = factor(user, code);
          if (factor == Factor.WRONG) {
            return Optional.empty();
          }
          stronger.ifPresent(renewed -> stores.users().setPassword(user.id(), renewed));
          return Optional.of(enter(user, shown, factor, origin));
        });
    if (signedIn.isEmpty()) {
      throw wrongCode(proven.userId(), origin);
    }
    throttle.succeeded(login, origin.address());
    return signedIn.get();
  }

  /// The user, whom nobody else changes until the end of the transaction. Working on the password
  /// took its time: they may have been shut out meanwhile, or have another.
  private User held(UserId id, Optional<StoredPassword> shown) {
    User user = stores.users().change(id, UnaryOperator.identity());
    if (!user.active() || !stores.users().password(id).equals(shown)) {
      throw wrong();
    }
    return user;
  }

  private SignedIn enter(User known, Optional<StoredPassword> shown, Factor factor, Origin origin) {
    Instant now = clock.instant();
    User user = stores.users().change(known.id(), held -> held.signedIn(now));
    SignedIn signedIn = open(user, shown, Optional.empty(), origin);
    log.done(
        signedIn.subject(),
        "login.password.succeeded",
        userTarget(user),
        Map.of(
            "second_factor",
            factor.word(),
            "password_of",
            user.external().map(ExternalId::provider).orElse("bailey")));
    return signedIn;
  }

  /// What became of looking at the second factor.
  private enum Factor {
    NONE,
    AUTHENTICATOR,
    RECOVERY_CODE,
    WRONG;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /// Uses the code up. Being asked for it does not make the attempt a success, so that the same
  /// throttle slows down who knows the password and guesses the code.
  private Factor factor(User user, Optional<Secret> code) {
    Optional<SecondFactor> kept =
        stores.secondFactors().of(user.id()).filter(SecondFactor::confirmed);
    if (kept.isEmpty()) {
      return Factor.NONE;
    }
    SecondFactor known = kept.get();
    Secret shown =
        code.orElseThrow(() ->
            new AccessException(
                Code.SECOND_FACTOR_REQUIRED,
                "Enter the code of your authenticator, or a recovery code."));
    return known
        .spend(shown, clock.instant())
        .filter(spent -> stores.secondFactors().replace(user.id(), known, spent))
        .map(spent ->
            spent.recovery().equals(known.recovery()) ? Factor.AUTHENTICATOR : Factor.RECOVERY_CODE)
        .orElse(Factor.WRONG);
  }

  private AccessException wrongCode(UserId user, Origin origin) {
    log.write(
        new Principal.Nobody().actor(),
        origin,
        "login.second_factor.failed",
        Target.of("user", user.value()),
        Outcome.REFUSED,
        Map.of());
    return new AccessException(
        Code.SIGN_IN_REFUSED, "The code is wrong, or was used before. Wait for the next one.");
  }

  /// Ends the session of a subject that came with one.
  public void signOut(Subject subject) {
    subject
        .session()
        .ifPresent(session ->
            transactions.run(() -> {
              stores.sessions().remove(session);
              log.done(subject, "logout.succeeded", Target.of("session", session.value()));
            }));
  }

  /// Whose session this cookie is of; empty when it is of none that is open.
  public Optional<Subject> bySession(Secret cookie, Origin origin) {
    return inOneGo(new Attempt.BySession(cookie))
        .map(identity -> subject(identity, origin, Optional.of(Keys.csrf(cookie))));
  }

  /// Whose token this is; empty when it is none, or not valid any more.
  public Optional<Subject> byToken(Secret token, Origin origin) {
    return inOneGo(new Attempt.ByToken(token))
        .map(identity -> subject(identity, origin, Optional.empty()));
  }

  /// Whose SSH key this is; empty when it is nobody's. The caller has seen the proof that the
  /// client holds the private half.
  ///
  /// @param fingerprint as `ssh-keygen -l` prints it: `SHA256:…`
  public Optional<Subject> bySshKey(String fingerprint, Origin origin) {
    return inOneGo(new Attempt.BySshKey(fingerprint))
        .map(identity -> subject(identity, origin, Optional.empty()));
  }

  /// Somebody who did not say who they are. They may do nothing.
  public Subject nobody(Origin origin) {
    return subject(Identity.nobody(), origin, Optional.empty());
  }

  /// The appliance itself, which may do everything.
  ///
  /// @param part of it, such as `scheduler`
  public Subject appliance(String part) {
    return subject(Identity.appliance(part), Origin.inside(), Optional.empty());
  }

  /// Whether a request of a session carries what only a page of ours can know. Requests with a
  /// token need no such proof: browsers do not send tokens by themselves.
  public boolean csrfHolds(Subject subject, Secret presented) {
    return subject.csrf().map(presented::equals).orElse(true);
  }

  /// Makes a token worthless that came over an open line, where anybody could read it.
  public void revokeExposed(Secret token, Origin origin) {
    stores
        .tokens()
        .byHash(Keys.hash(token))
        .filter(known -> known.valid(clock.instant()))
        .ifPresent(known -> transactions.run(() -> revokeExposed(known, origin)));
  }

  /// Lets a user prove that they are who they are, before something that a thief of their session
  /// must not do.
  ///
  /// @return the password that they proved to know, if it is kept here
  Optional<StoredPassword> proveAgain(User user, Secret password, Subject subject) {
    return throttled(
            user,
            subject,
            () -> Optional.of(identify(user.profile().login(), password, subject.origin())))
        .flatMap(Identity::password);
  }

  /// The same with the second factor, too.
  ///
  /// @throws AccessException SIGN_IN_REFUSED when either is wrong, THROTTLED
  void proveAgain(User user, Secret password, Secret code, Subject subject) {
    Optional<Factor> right =
        throttled(
            user,
            subject,
            () -> {
              identify(user.profile().login(), password, subject.origin());
              return Optional.of(factor(user, Optional.of(code))).filter(f -> f != Factor.WRONG);
            });
    if (right.isEmpty()) {
      throw wrongCode(user.id(), subject.origin());
    }
  }

  /// Does what may be guessed, slowing down whoever guesses: what throws or gives nothing counts as
  /// a failure.
  <T> Optional<T> throttled(User user, Subject subject, Supplier<Optional<T>> attempt) {
    String login = user.profile().login();
    throttle.begin(login, subject.origin().address());
    Optional<T> result = attempt.get();
    if (result.isPresent()) {
      throttle.succeeded(login, subject.origin().address());
    }
    return result;
  }

  /// Does what a stranger may ask for at most so and so often: what throws counts as a failure of
  /// their address, unless somebody elsewhere is to blame. While a provider is down, users with a
  /// password come in from the same address.
  <T> T slowed(Origin origin, Supplier<T> attempt) {
    throttle.begin(origin.address());
    try {
      T result = attempt.get();
      throttle.succeeded(origin.address());
      return result;
    } catch (AccessException e) {
      if (e.code() == Code.UNAVAILABLE) {
        throttle.succeeded(origin.address());
      }
      throw e;
    }
  }

  /// A session for a user who has proven who they are.
  SignedIn openFor(User user, Origin origin) {
    return open(user, stores.users().password(user.id()), Optional.empty(), origin);
  }

  /// A session for a user whom an identity provider has signed in.
  SignedIn openFrom(ProviderSession elsewhere, User known, Origin origin) {
    Instant now = clock.instant();
    User user = stores.users().change(known.id(), held -> held.signedIn(now));
    return open(user, Optional.empty(), Optional.of(elsewhere), origin);
  }

  private SignedIn open(
      User user,
      Optional<StoredPassword> password,
      Optional<ProviderSession> elsewhere,
      Origin origin) {
    Instant now = clock.instant();
    Secret cookie = keys.next("");
    stores.sessions().removeOver(now.minus(limits.idle()), now.minus(limits.absolute()));
    Session session = stores.sessions().add(user.id(), Keys.hash(cookie), origin, elsewhere, now);
    Identity identity = realms.inSession(user, password, session.provider());
    Subject subject = subject(identity.in(session), origin, Optional.of(Keys.csrf(cookie)));
    return new SignedIn(subject, cookie, now.plus(limits.absolute()));
  }

  /// What is asked of several keepers is read as of one moment. Passwords are not looked into like
  /// this: a transaction must not wait for their hash.
  private Optional<Identity> inOneGo(Attempt attempt) {
    return transactions.call(() -> gate.identify(attempt));
  }

  private Identity identify(String login, Secret password, Origin origin) {
    return gate.identify(attempt(login, password)).orElseThrow(() -> refusal(login, origin));
  }

  /// Users of this appliance's own come in whether the directory answers or not.
  private Attempt attempt(String login, Secret password) {
    boolean own = stores.users().byLogin(login).filter(u -> u.external().isEmpty()).isPresent();
    return own || !asksADirectory
        ? new Attempt.ByPassword(login, password)
        : new Attempt.ByDirectory(login, password);
  }

  private AccessException refusal(String login, Origin origin) {
    // What was typed is not kept: people type passwords into the wrong field.
    Target target =
        stores
            .users()
            .byLogin(login)
            .map(Access::userTarget)
            .orElseGet(() -> new Target("user", ""));
    log.write(
        new Principal.Nobody().actor(),
        origin,
        "login.password.failed",
        target,
        Outcome.REFUSED,
        Map.of());
    return wrong();
  }

  static AccessException wrong() {
    return new AccessException(Code.SIGN_IN_REFUSED, "Login or password is wrong.");
  }

  /// The same password with a hash as strong as today's, if the one that is kept is not.
  private Optional<StoredPassword> stronger(StoredPassword known, Secret password) {
    return passwords.outdated(known.hash())
        ? Optional.of(
            new StoredPassword(
                passwords.hash(password),
                known.mustChange(),
                known.changedAt(),
                known.validUntil()))
        : Optional.empty();
  }

  private void revokeExposed(ApiToken token, Origin origin) {
    stores.tokens().save(token.revoked(clock.instant()));
    log.write(
        new Principal.Nobody().actor(),
        origin,
        "token.exposed",
        Target.of("token", token.id().value()),
        Outcome.DONE,
        Map.of("name", token.name(), "reason", "it came over unencrypted HTTP"));
  }

  private Subject subject(Identity identity, Origin origin, Optional<Secret> csrf) {
    return new Subject(gate, identity, origin, csrf);
  }

  static Target userTarget(User user) {
    return userTarget(user.id());
  }

  static Target userTarget(UserId user) {
    return Target.of("user", user.value());
  }
}
