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
import dev.bailey.security.Security;
import dev.bailey.security.SignedIn;
import dev.bailey.security.Subject;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Signing in and out in a browser, and who is signed in.
public final class SessionApi {
  private static final String SESSION = "/api/bailey/v1/session";

  private final Security security;
  private final Clock clock;

  /// Lets people in through `security`.
  public SessionApi(Security security, Clock clock) {
    this.security = security;
    this.clock = clock;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(
            Verb.POST,
            SESSION,
            Guard.open("this is the sign-in itself; it slows down whoever guesses"),
            "Sign in with login and password",
            this::signIn),
        Route.of(Verb.GET, SESSION, Guard.signedIn(), "Who is signed in", this::read),
        Route.of(Verb.DELETE, SESSION, Guard.signedIn(), "Sign out", this::signOut),
        Route.of(
            Verb.PUT,
            "/api/bailey/v1/password",
            Guard.signedIn(),
            "Change one's own password",
            this::changePassword));
  }

  private Answer signIn(Call call) {
    Fields fields = Fields.of(call.json());
    SignedIn signedIn =
        security
            .access()
            .signIn(
                fields.required("login"),
                Secret.of(fields.required("password")),
                call.subject().origin());
    return opened(signedIn);
  }

  private Answer changePassword(Call call) {
    Fields fields = Fields.of(call.json());
    return opened(
        security
            .own()
            .changePassword(
                call.subject(),
                Secret.of(fields.required("current_password")),
                Secret.of(fields.required("new_password"))));
  }

  private Answer read(Call call) {
    return Json.answer(200, json(call.subject()));
  }

  private Answer signOut(Call call) {
    security.access().signOut(call.subject());
    return Answer.empty(204)
        .with("Set-Cookie", cookie("", 0))
        .with("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
  }

  private Answer opened(SignedIn signedIn) {
    long seconds = Math.max(1, Duration.between(clock.instant(), signedIn.until()).toSeconds());
    return Json.answer(200, json(signedIn.subject()))
        .with("Set-Cookie", cookie(signedIn.cookie().reveal(), seconds));
  }

  private static String cookie(String value, long seconds) {
    return "%s=%s; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=%d"
        .formatted(Callers.COOKIE, value, seconds);
  }

  private static ObjectNode json(Subject subject) {
    ObjectNode node = Json.object();
    node.put("kind", subject.actor().kind())
        .put("id", subject.actor().id())
        .put("login", subject.actor().name())
        .put(
            "name",
            subject.user().map(user -> user.profile().name()).orElse(subject.actor().name()))
        .put("must_change_password", subject.mustChangePassword())
        .put("csrf_token", subject.csrf().map(Secret::reveal).orElse(null));
    var may = node.putArray("may");
    for (AccountArea area : AccountArea.values()) {
      for (Action action : Action.values()) {
        Permission permission = Permission.account(area, action);
        if (subject.may(permission)) {
          may.add(permission.text());
        }
      }
    }
    return node;
  }
}
