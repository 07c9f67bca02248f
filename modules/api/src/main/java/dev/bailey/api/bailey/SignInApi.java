package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.registry.Secret;
import dev.bailey.security.ProviderSignIn;
import dev.bailey.security.provider.IdentityProvider;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Signing in by way of identity providers. The browser comes back from a provider to a page of the
/// UI, and that page hands over here what it was given: so that whatever goes wrong is answered
/// with its status, and no cookie has to travel with a request that another site has caused.
public final class SignInApi {
  /// The cookie of a sign-in that was begun.
  static final String COOKIE = "__Host-bailey-sign-in";

  /// What OpenID Connect and SAML give a browser to bring back.
  private static final List<String> BROUGHT =
      List.of("code", "state", "iss", "error", "SAMLResponse", "RelayState");

  private static final String WAYS = "/api/bailey/v1/sign-in";

  private final ProviderSignIn providers;
  private final SessionCookies cookies;

  /// Lets people in through `providers`.
  public SignInApi(ProviderSignIn providers, SessionCookies cookies) {
    this.providers = providers;
    this.cookies = cookies;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(
            Verb.GET,
            WAYS,
            Guard.open("the sign-in page shows them; what providers are called is no secret"),
            "The identity providers to sign in with",
            this::list),
        Route.of(
            Verb.POST,
            WAYS + "/{provider}",
            Guard.open("this begins a sign-in; it keeps nothing"),
            "Begin to sign in with an identity provider",
            this::begin),
        Route.of(
            Verb.POST,
            WAYS + "/{provider}/answer",
            Guard.open("this is the sign-in itself; it slows down whoever guesses"),
            "Sign in with what the identity provider sent back",
            this::finish),
        Route.of(
            Verb.GET,
            WAYS + "/{provider}/metadata",
            Guard.open("the identity provider's operator needs it; it holds no secret"),
            "What this appliance is to an identity provider, as SAML metadata",
            this::metadata),
        Route.of(
            Verb.POST,
            WAYS + "/{provider}/logout",
            Guard.open("the identity provider calls this, and signs what it says"),
            "Take notice that somebody has signed out at the identity provider",
            this::signedOutThere));
  }

  private Answer list(Call call) {
    ObjectNode body = Json.object();
    var list = body.putArray("providers");
    for (IdentityProvider provider : providers.list()) {
      list.addObject().put("id", provider.word()).put("label", provider.label());
    }
    return Json.answer(200, body);
  }

  private Answer begin(Call call) {
    // No form on somebody else's page can send JSON, so none can begin a sign-in here.
    call.json();
    ProviderSignIn.Begun begun = providers.begin(call.hole("provider"));
    return Json.answer(200, Json.object().put("continue_at", begun.there().toString()))
        .with(
            "Set-Cookie",
            SessionCookies.cookie(COOKIE, begun.cookie().reveal(), begun.longest().toSeconds()));
  }

  private Answer finish(Call call) {
    Fields fields = Fields.of(call.json());
    Map<String, String> brought = new LinkedHashMap<>();
    for (String name : BROUGHT) {
      fields.text(name).ifPresent(value -> brought.put(name, value));
    }
    var signedIn =
        providers.finish(
            call.hole("provider"),
            call.head().cookie(COOKIE).map(Secret::of),
            brought,
            call.subject().origin());
    return cookies.opened(signedIn).with("Set-Cookie", SessionCookies.cookie(COOKIE, "", 0));
  }

  private Answer metadata(Call call) {
    String xml = providers.metadata(call.hole("provider"));
    return Answer.of(200, "application/samlmetadata+xml", xml.getBytes(StandardCharsets.UTF_8));
  }

  /// As OpenID Connect Back-Channel Logout 1.0 wants it (2.5, 2.8).
  private Answer signedOutThere(Call call) {
    providers.signedOutThere(call.hole("provider"), call.form(), call.subject().origin());
    return Answer.empty(200).with("Cache-Control", "no-store");
  }
}
