package dev.bailey.security.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.bailey.registry.Secret;
import dev.bailey.security.directory.DirectoryPerson;
import dev.bailey.security.provider.Arrival;
import dev.bailey.security.provider.IdentityProvider;
import dev.bailey.security.provider.LogoutNotice;
import dev.bailey.security.provider.ProviderException;
import dev.bailey.security.provider.ProviderException.Reason;
import dev.bailey.security.provider.ProviderHttp;
import dev.bailey.security.provider.ProviderSession;
import dev.bailey.security.provider.SignInFlow;
import dev.bailey.security.user.ExternalId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A provider that speaks OpenID Connect: authorization code flow with PKCE (RFC 7636), told apart
/// from other providers by its issuer (RFC 9207), with logout in both directions.
public final class OidcProvider implements IdentityProvider {
  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
  private static final int OK = 200;

  private final OidcSettings settings;
  private final ProviderHttp http;
  private final Discovery discovery;

  /// Nothing is asked before somebody wants to sign in.
  public OidcProvider(OidcSettings settings, ProviderHttp http, Clock clock) {
    this.settings = settings;
    this.http = http;
    this.discovery = new Discovery(settings, http, clock);
  }

  @Override
  public String word() {
    return "oidc";
  }

  @Override
  public String issuer() {
    return settings.issuer();
  }

  @Override
  public String label() {
    return settings.label();
  }

  @Override
  public String stateName() {
    return "state";
  }

  @Override
  public URI departure(SignInFlow flow) {
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", settings.redirect().toString());
    query.put("scope", settings.scopes());
    query.put("state", flow.state().reveal());
    query.put("nonce", flow.nonce().reveal());
    query.put("code_challenge", challenge(flow.verifier()));
    query.put("code_challenge_method", "S256");
    return with(discovery.current().metadata().authorization(), query);
  }

  @Override
  public Arrival arrival(SignInFlow flow, Map<String, String> brought) {
    Discovery.Known known = discovery.current();
    refuseOthers(known.metadata(), Optional.ofNullable(brought.get("iss")));
    refuseErrors(brought);
    String code =
        Optional.ofNullable(brought.get("code"))
            .orElseThrow(() -> invalid("the identity provider sent no code"));
    Map<String, Object> tokens = redeem(known.metadata(), flow, code);
    String idToken = text(tokens, "id_token").orElseThrow(() -> invalid("there is no ID token"));
    JWTClaimsSet claims = known.tokens().idToken(idToken, flow.nonce());
    return new Arrival(
        person(claims.getSubject(), described(known.metadata(), claims, tokens)),
        new ProviderSession(
            settings.issuer(), text(claims.getClaims(), "sid"), Secret.of(idToken)));
  }

  @Override
  public Optional<URI> farewell(ProviderSession session) {
    try {
      return discovery
          .current()
          .metadata()
          .endSession()
          .map(place -> with(place, farewellQuery(session)));
    } catch (ProviderException e) {
      LOG.warn("somebody stays signed in at the identity provider: {}", e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public LogoutNotice notice(Map<String, String> message) {
    JWTClaimsSet claims =
        discovery.current().tokens().logoutToken(message.getOrDefault("logout_token", ""));
    Optional<String> session = text(claims.getClaims(), "sid");
    Optional<ExternalId> user = Optional.ofNullable(claims.getSubject()).map(this::id);
    if (session.isEmpty() && user.isEmpty()) {
      throw invalid("the logout names nobody");
    }
    return new LogoutNotice(
        settings.issuer(),
        session,
        user,
        claims.getJWTID(),
        claims.getExpirationTime().toInstant().plusSeconds(60));
  }

  private Map<String, String> farewellQuery(ProviderSession session) {
    var query = new LinkedHashMap<String, String>();
    query.put("client_id", settings.clientId());
    query.put("post_logout_redirect_uri", settings.afterLogout().toString());
    if (!session.hint().isEmpty()) {
      query.put("id_token_hint", session.hint().reveal());
    }
    return query;
  }

  /// An answer of one provider must not be taken to another, which would be shown the code.
  private void refuseOthers(Metadata metadata, Optional<String> issuer) {
    boolean right = issuer.map(settings.issuer()::equals).orElse(!metadata.tellsIssuer());
    if (!right) {
      throw new ProviderException(
          Reason.OTHER_PROVIDER, "The answer comes from another identity provider.");
    }
  }

  private static void refuseErrors(Map<String, String> brought) {
    Optional<String> error = Optional.ofNullable(brought.get("error"));
    if (error.isPresent()) {
      // Codes of RFC 6749 and OpenID Connect; anything else is not for showing.
      String code = error.get().matches("[a-z_]{1,50}") ? error.get() : "no known reason";
      throw new ProviderException(
          Reason.REFUSED_THERE, "The identity provider did not sign you in: %s.".formatted(code));
    }
  }

  private Map<String, Object> redeem(Metadata metadata, SignInFlow flow, String code) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", settings.redirect().toString());
    form.put("code_verifier", flow.verifier().reveal());
    form.put("client_id", settings.clientId());
    var headers = new HashMap<String, String>();
    if (!settings.secret().isEmpty() && metadata.basic()) {
      headers.put("Authorization", basic());
    } else if (!settings.secret().isEmpty()) {
      form.put("client_secret", settings.secret().reveal());
    }
    ProviderHttp.Reply reply = http.post(metadata.token(), headers, form);
    Map<String, Object> answer = json(reply);
    if (reply.status() == OK) {
      return answer;
    }
    String error = text(answer, "error").filter(e -> e.matches("[a-z_]{1,50}")).orElse("");
    LOG.warn("the identity provider took no code: {} {}", reply.status(), error);
    if (error.equals("invalid_grant")) {
      throw invalid("the identity provider does not know the code, or gave it to another sign-in");
    }
    throw ProviderException.unavailable(
        "it refuses this appliance with %d %s. Are oidc_client_id and oidc_client_secret right?"
            .formatted(reply.status(), error));
  }

  /// RFC 6749, 2.3.1: both are written as in a form first.
  private String basic() {
    String pair =
        ProviderHttp.encoded(settings.clientId())
            + ":"
            + ProviderHttp.encoded(settings.secret().reveal());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /// The claims of the token, and those that the provider tells only when asked: many leave names
  /// and groups out of a token.
  private Map<String, Object> described(
      Metadata metadata, JWTClaimsSet claims, Map<String, Object> tokens) {
    Map<String, Object> all = new HashMap<>(claims.getClaims());
    boolean complete =
        all.containsKey(settings.loginClaim()) && all.containsKey(settings.groupsClaim());
    Optional<String> access = text(tokens, "access_token");
    if (!complete && metadata.userInfo().isPresent() && access.isPresent()) {
      ProviderHttp.Reply reply =
          http.get(metadata.userInfo().get(), Map.of("Authorization", "Bearer " + access.get()));
      Map<String, Object> more = reply.status() == OK ? json(reply) : Map.of();
      // It may be about somebody else (OpenID Connect Core, 5.3.2).
      if (text(more, "sub").filter(claims.getSubject()::equals).isPresent()) {
        more.forEach(all::putIfAbsent);
      }
    }
    return all;
  }

  private DirectoryPerson person(String subject, Map<String, Object> claims) {
    return new DirectoryPerson(
        id(subject),
        Claims.profile(claims, settings),
        Claims.names(claims.get(settings.groupsClaim())));
  }

  private ExternalId id(String subject) {
    try {
      return new ExternalId(settings.issuer(), subject);
    } catch (IllegalArgumentException e) {
      throw invalid("the identity provider names nobody");
    }
  }

  private static Map<String, Object> json(ProviderHttp.Reply reply) {
    try {
      return JSONObjectUtils.parse(reply.body());
    } catch (ParseException e) {
      throw ProviderException.unavailable("it answers %d with no JSON".formatted(reply.status()));
    }
  }

  private static Optional<String> text(Map<String, Object> object, String name) {
    return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static String challenge(Secret verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  private static URI with(URI place, Map<String, String> query) {
    String glue = place.getRawQuery() == null ? "?" : "&";
    return URI.create(place + glue + ProviderHttp.encoded(query));
  }

  private static ProviderException invalid(String why) {
    return new ProviderException(Reason.PROOF_INVALID, "You were not signed in: " + why + ".");
  }
}
