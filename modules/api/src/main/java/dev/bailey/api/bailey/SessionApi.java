package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Callers;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.registry.Secret;
import dev.bailey.security.OwnSecondFactor;
import dev.bailey.security.Security;
import dev.bailey.security.SignedIn;
import dev.bailey.security.factor.RecoveryCodes;
import dev.bailey.security.factor.SecondFactor;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Signing in and out in a browser, and who is signed in.
public final class SessionApi {
  private static final String SESSION = "/api/bailey/v1/session";
  private static final String FACTOR = "/api/bailey/v1/second-factor";

  private final Security security;
  private final SessionCookies cookies;

  /// Lets people in through `security`.
  public SessionApi(Security security, SessionCookies cookies) {
    this.security = security;
    this.cookies = cookies;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(
            Verb.POST,
            SESSION,
            Guard.open("this is the sign-in itself; it slows down whoever guesses"),
            "Sign in with login and password, and a code if one is asked for",
            this::signIn),
        Route.of(Verb.GET, SESSION, Guard.signedIn(), "Who is signed in", this::read),
        Route.of(Verb.DELETE, SESSION, Guard.signedIn(), "Sign out", this::signOut),
        Route.of(
            Verb.PUT,
            "/api/bailey/v1/password",
            Guard.signedIn(),
            "Change one's own password",
            this::changePassword),
        Route.of(
            Verb.GET, FACTOR, Guard.signedIn(), "Read one's own second factor", this::readFactor),
        Route.of(
            Verb.POST,
            FACTOR,
            Guard.signedIn(),
            "Begin to set up a second factor: a key for an authenticator",
            this::beginFactor),
        Route.of(
            Verb.POST,
            FACTOR + "/confirmation",
            Guard.signedIn(),
            "Show a first code, from which on the second factor is asked for",
            this::confirmFactor),
        Route.of(
            Verb.POST,
            FACTOR + "/recovery-codes",
            Guard.signedIn(),
            "Replace one's own recovery codes",
            this::renewRecoveryCodes),
        Route.of(
            Verb.POST,
            FACTOR + "/removal",
            Guard.signedIn(),
            "Remove one's own second factor",
            this::removeFactor));
  }

  private Answer signIn(Call call) {
    Fields fields = Fields.of(call.json());
    SignedIn signedIn =
        security
            .access()
            .signIn(
                fields.required("login"),
                Secret.of(fields.required("password")),
                fields.text("code").filter(code -> !code.isBlank()).map(Secret::of),
                call.subject().origin());
    return cookies.opened(signedIn);
  }

  private Answer changePassword(Call call) {
    Fields fields = Fields.of(call.json());
    return cookies.opened(
        security
            .own()
            .changePassword(
                call.subject(),
                Secret.of(fields.required("current_password")),
                Secret.of(fields.required("new_password"))));
  }

  private Answer readFactor(Call call) {
    Optional<SecondFactor> factor = security.secondFactor().find(call.subject());
    return Json.answer(
        200,
        Json.object()
            .put("set_up", factor.isPresent())
            .put(
                "since",
                factor.flatMap(SecondFactor::confirmedAt).map(Instant::toString).orElse(null))
            .put("recovery_codes_left", factor.map(known -> known.recovery().size()).orElse(0)));
  }

  /// The key is shown in this one answer and never again.
  private Answer beginFactor(Call call) {
    OwnSecondFactor.Enrolment begun =
        security
            .secondFactor()
            .begin(call.subject(), secret(Fields.of(call.json()), "current_password"));
    return Json.answer(
        201, Json.object().put("key", begun.key().reveal()).put("uri", begun.uri().reveal()));
  }

  private Answer confirmFactor(Call call) {
    OwnSecondFactor.Confirmed confirmed =
        security.secondFactor().confirm(call.subject(), secret(Fields.of(call.json()), "code"));
    ObjectNode body = Json.object();
    body.set("session", SessionCookies.json(confirmed.signedIn().subject()));
    return cookies.with(confirmed.signedIn(), Json.answer(200, codes(body, confirmed.codes())));
  }

  private Answer renewRecoveryCodes(Call call) {
    Fields fields = Fields.of(call.json());
    RecoveryCodes codes =
        security
            .secondFactor()
            .renewRecoveryCodes(
                call.subject(), secret(fields, "current_password"), secret(fields, "code"));
    return Json.answer(200, codes(Json.object(), codes));
  }

  private Answer removeFactor(Call call) {
    Fields fields = Fields.of(call.json());
    security
        .secondFactor()
        .remove(call.subject(), secret(fields, "current_password"), secret(fields, "code"));
    return Answer.empty(204);
  }

  private static Secret secret(Fields fields, String name) {
    return Secret.of(fields.required(name));
  }

  private static ObjectNode codes(ObjectNode body, RecoveryCodes codes) {
    var list = body.putArray("recovery_codes");
    codes.codes().forEach(code -> list.add(code.reveal()));
    return body;
  }

  private Answer read(Call call) {
    return Json.answer(200, SessionCookies.json(call.subject()));
  }

  /// A session that came from an identity provider is to be ended there, too: that is up to the
  /// browser.
  private Answer signOut(Call call) {
    Optional<URI> there = security.providers().farewell(call.subject());
    security.access().signOut(call.subject());
    return there
        .map(place -> Json.answer(200, Json.object().put("continue_at", place.toString())))
        .orElseGet(() -> Answer.empty(204))
        .with("Set-Cookie", SessionCookies.cookie(Callers.COOKIE, "", 0))
        .with("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
  }
}
