package dev.bailey.security;

import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.audit.AuditEvent.Outcome;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import dev.bailey.security.provider.Arrival;
import dev.bailey.security.provider.IdentityProvider;
import dev.bailey.security.provider.LogoutNotice;
import dev.bailey.security.provider.ProviderException;
import dev.bailey.security.provider.ProviderException.Reason;
import dev.bailey.security.provider.SignInFlow;
import dev.bailey.security.session.Session;
import dev.bailey.security.user.User;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signing in and out by way of identity providers.
///
/// Nothing is kept while somebody is away at a provider: all that binds the answer to the browser
/// is derived from one random text, which that browser alone holds. Only that an answer was used is
/// kept (docs/decisions/0708).
public final class ProviderSignIn {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderSignIn.class);

  /// How long somebody may take at the provider.
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final List<IdentityProvider> providers;
  private final SecurityStores stores;
  private final Access access;
  private final DirectoryUsers people;
  private final Keys keys;
  private final AuditLog log;
  private final Clock clock;

  ProviderSignIn(
      List<IdentityProvider> providers,
      SecurityStores stores,
      Access access,
      DirectoryUsers people,
      Keys keys,
      AuditLog log,
      Clock clock) {
    this.providers = providers;
    this.stores = stores;
    this.access = access;
    this.people = people;
    this.keys = keys;
    this.log = log;
    this.clock = clock;
  }

  /// A sign-in that was begun.
  ///
  /// @param there where to send the browser
  /// @param cookie what the browser must show when it comes back, and nobody else may know
  /// @param longest how long that is good for
  public record Begun(URI there, Secret cookie, Duration longest) {}

  /// The providers that people can choose from.
  public List<IdentityProvider> list() {
    return providers;
  }

  /// What this appliance is to a provider, for the provider's operator.
  ///
  /// @throws AccessException NOT_FOUND when there is no such provider, or nothing to tell it
  public String metadata(String word) {
    return provider(word).metadata().orElseThrow(() -> OwnAccount.notFound("metadata"));
  }

  /// Begins to sign somebody in.
  ///
  /// @param word of the provider
  /// @throws AccessException NOT_FOUND when there is no such provider, UNAVAILABLE when it does not
  ///   answer
  public Begun begin(String word) {
    IdentityProvider provider = provider(word);
    Secret cookie = keys.next(clock.instant().getEpochSecond() + ".");
    try {
      return new Begun(provider.departure(flow(provider, cookie)), cookie, LONGEST);
    } catch (ProviderException e) {
      LOG.warn("nobody can sign in with {}: {}", word, e.getMessage());
      throw refusal(e);
    }
  }

  /// Signs somebody in with what their browser brought back.
  ///
  /// @param cookie that the browser shows, if it does
  /// @param brought parameters by name
  /// @throws AccessException SIGN_IN_REFUSED, THROTTLED, UNAVAILABLE, or NOT_FOUND when there is no
  ///   such provider
  public SignedIn finish(
      String word, Optional<Secret> cookie, Map<String, String> brought, Origin origin) {
    IdentityProvider provider = provider(word);
    return access.slowed(
        origin,
        () -> {
          try {
            return finish(provider, cookie, brought, origin);
          } catch (ProviderException e) {
            write(provider, "login.sso.failed", e, origin);
            throw refusal(e);
          }
        });
  }

  private SignedIn finish(
      IdentityProvider provider,
      Optional<Secret> cookie,
      Map<String, String> brought,
      Origin origin) {
    Secret shown = cookie.filter(this::inTime).orElseThrow(ProviderSignIn::notBegunHere);
    SignInFlow flow = flow(provider, shown);
    if (!Secret.of(brought.getOrDefault(provider.stateName(), "")).equals(flow.state())) {
      throw notBegunHere();
    }
    spend(Keys.hash(shown), clock.instant().plus(LONGEST.multipliedBy(2)));
    Arrival arrival = provider.arrival(flow, brought);
    return stores.transactions().call(() -> enter(provider, arrival, origin));
  }

  private SignedIn enter(IdentityProvider provider, Arrival arrival, Origin origin) {
    User user =
        people
            .kept(arrival.person())
            .orElseThrow(() ->
                new ProviderException(
                    Reason.LOGIN_TAKEN,
                    "A user of this appliance's own has the login %s. An administrator has to give one of the two another."
                        .formatted(arrival.person().profile().login())));
    if (!user.active()) {
      throw new ProviderException(
          Reason.SHUT_OUT, "You are shut out here. An administrator can let you in again.");
    }
    SignedIn signedIn = access.openFrom(arrival.session(), user, origin);
    log.done(
        signedIn.subject(),
        "login.sso.succeeded",
        Access.userTarget(user),
        Map.of("provider", provider.issuer()));
    return signedIn;
  }

  /// Where to send the browser of a session's user so that the provider signs them out, too. To be
  /// asked before the session ends; empty for sessions that came from no provider.
  public Optional<URI> farewell(Subject subject) {
    return subject
        .session()
        .flatMap(stores.sessions()::elsewhere)
        .flatMap(there ->
            providers.stream()
                .filter(provider -> provider.issuer().equals(there.issuer()))
                .findFirst()
                .flatMap(provider -> provider.farewell(there)));
  }

  /// Ends the sessions of whoever has signed out at the provider.
  ///
  /// @param message of the provider, parameters by name
  /// @throws AccessException INVALID when it is no such message, THROTTLED, UNAVAILABLE, or
  ///   NOT_FOUND when there is no such provider
  public void signedOutThere(String word, Map<String, String> message, Origin origin) {
    IdentityProvider provider = provider(word);
    access.slowed(
        origin,
        () -> {
          try {
            end(provider.notice(message), origin);
            return true;
          } catch (ProviderException e) {
            write(provider, "logout.sso.failed", e, origin);
            throw e.reason() == Reason.UNAVAILABLE
                ? refusal(e)
                : new AccessException(Code.INVALID, String.valueOf(e.getMessage()));
          }
        });
  }

  private void end(LogoutNotice notice, Origin origin) {
    spend(Keys.hash(Secret.of(notice.issuer() + "\n" + notice.id())), notice.until());
    stores
        .transactions()
        .run(() ->
            ended(notice)
                .forEach(session -> {
                  stores.sessions().remove(session.id());
                  log.write(
                      new Principal.Appliance("identity provider").actor(),
                      origin,
                      "logout.sso.succeeded",
                      Target.of("session", session.id().value()),
                      Outcome.DONE,
                      Map.of("provider", notice.issuer(), "user", session.user().toString()));
                }));
  }

  private List<Session> ended(LogoutNotice notice) {
    Stream<Session> sessions =
        notice
            .session()
            .map(id -> stores.sessions().from(notice.issuer(), id).stream())
            .orElseGet(() ->
                notice.user().stream()
                    .flatMap(id -> stores.users().byExternalId(id).stream())
                    .flatMap(user -> stores.sessions().of(user.id()).stream())
                    .filter(session -> session.provider().equals(Optional.of(notice.issuer()))));
    return sessions.toList();
  }

  private IdentityProvider provider(String word) {
    return providers.stream()
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(() -> OwnAccount.notFound("identity provider"));
  }

  /// The text tells when it was made; whoever changes that has another flow, which no provider
  /// answers.
  private boolean inTime(Secret cookie) {
    String text = cookie.reveal();
    try {
      Instant made = Instant.ofEpochSecond(Long.parseLong(text.substring(0, text.indexOf('.'))));
      Instant now = clock.instant();
      return !made.isAfter(now) && now.isBefore(made.plus(LONGEST));
    } catch (IndexOutOfBoundsException
        | NumberFormatException
        | DateTimeException
        | ArithmeticException e) {
      return false;
    }
  }

  private static SignInFlow flow(IdentityProvider provider, Secret cookie) {
    return new SignInFlow(
        Keys.derived(cookie, provider.word() + " state"),
        Keys.derived(cookie, provider.word() + " nonce"),
        Keys.derived(cookie, provider.word() + " verifier"));
  }

  private void spend(String hash, Instant until) {
    if (!stores.spentProofs().spend(hash, until, clock.instant())) {
      throw new ProviderException(Reason.USED_BEFORE, "This was used before. Sign in anew.");
    }
  }

  private static ProviderException notBegunHere() {
    return new ProviderException(
        Reason.NOT_BEGUN_HERE,
        "This browser began no such sign-in, or too long ago. Sign in anew.");
  }

  private void write(IdentityProvider provider, String type, ProviderException e, Origin origin) {
    LOG.warn("{} of {}: {}", type, provider.word(), e.getMessage());
    log.write(
        new Principal.Nobody().actor(),
        origin,
        type,
        Target.none(),
        e.reason() == Reason.UNAVAILABLE ? Outcome.FAILED : Outcome.REFUSED,
        Map.of("provider", provider.issuer(), "reason", e.reason().word()));
  }

  private static AccessException refusal(ProviderException e) {
    Code code = e.reason() == Reason.UNAVAILABLE ? Code.UNAVAILABLE : Code.SIGN_IN_REFUSED;
    return new AccessException(code, String.valueOf(e.getMessage()));
  }
}
