package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Callers;
import dev.bailey.api.http.Json;
import dev.bailey.registry.Secret;
import dev.bailey.security.Duty;
import dev.bailey.security.SignedIn;
import dev.bailey.security.Subject;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// How a session that was opened is told to a browser: its cookie, and who is signed in.
public record SessionCookies(Clock clock) {

  /// Who is signed in now, with the session's cookie.
  Answer opened(SignedIn signedIn) {
    return with(signedIn, Json.answer(200, json(signedIn.subject())));
  }

  /// An answer with the session's cookie.
  Answer with(SignedIn signedIn, Answer answer) {
    long seconds = Math.max(1, Duration.between(clock.instant(), signedIn.until()).toSeconds());
    return answer.with("Set-Cookie", cookie(Callers.COOKIE, signedIn.cookie().reveal(), seconds));
  }

  /// A cookie for this host alone, sent with no request that another site has caused.
  static String cookie(String name, String value, long seconds) {
    return "%s=%s; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=%d"
        .formatted(name, value, seconds);
  }

  /// Who is signed in.
  static ObjectNode json(Subject subject) {
    ObjectNode node = Json.object();
    node.put("kind", subject.actor().kind())
        .put("id", subject.actor().id())
        .put("login", subject.actor().name())
        .put(
            "name",
            subject.user().map(user -> user.profile().name()).orElse(subject.actor().name()))
        .put("must_change_password", subject.duty().equals(Optional.of(Duty.CHANGE_PASSWORD)))
        .put(
            "must_enrol_second_factor",
            subject.duty().equals(Optional.of(Duty.ENROL_SECOND_FACTOR)))
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
