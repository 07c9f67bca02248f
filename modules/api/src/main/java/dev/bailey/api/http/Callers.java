package dev.bailey.api.http;

import dev.bailey.registry.Secret;
import dev.bailey.security.Access;
import dev.bailey.security.Subject;
import dev.bailey.security.audit.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Finds out who calls: by a token in the `Authorization` header, or by the cookie of a session.
///
/// A cookie alone proves nothing about where a call that changes something comes from, so such a
/// call must also carry the session's secret in the header `X-CSRF-Token`; tokens need none,
/// because no browser sends them by itself.
public final class Callers {
  /// The cookie of a session. The prefix makes browsers refuse it from anywhere but this host, over
  /// HTTPS, for all paths.
  public static final String COOKIE = "__Host-bailey";

  private final Access access;

  /// Asks `access` who somebody is.
  public Callers(Access access) {
    this.access = access;
  }

  Subject find(Head head, Route route) {
    var origin = new Origin(head.address(), head.header("user-agent").orElse(""));
    if (route.guard() instanceof Guard.Open) {
      return access.nobody(origin);
    }
    Optional<String> authorization = head.header("authorization");
    if (authorization.isPresent()) {
      return access
          .byToken(Secret.of(token(authorization.get()).orElseThrow(Callers::malformed)), origin)
          .orElseThrow(() ->
              new Refusal(
                  401,
                  "invalid_token",
                  "the token is unknown, revoked or expired; make a new one in the browser"));
    }
    Optional<String> cookie = head.cookie(COOKIE);
    if (cookie.isEmpty()) {
      return access.nobody(origin);
    }
    Subject subject =
        access.bySession(Secret.of(cookie.get()), origin).orElseGet(() -> access.nobody(origin));
    if (route.verb().changes()) {
      refuseForgery(head, subject);
    }
    return subject;
  }

  /// Makes a token worthless that came over plain HTTP, where anybody could read it.
  void revokeExposed(Head head) {
    head.header("authorization")
        .flatMap(Callers::token)
        .ifPresent(
            token -> access.revokeExposed(Secret.of(token), new Origin(head.address(), "http")));
  }

  private static Refusal malformed() {
    return new Refusal(
        401,
        "invalid_token",
        "the Authorization header must be 'Token <token>' or 'Bearer <token>'");
  }

  private void refuseForgery(Head head, Subject subject) {
    Secret shown = Secret.of(head.header("x-csrf-token").orElse(""));
    if (subject.session().isPresent() && !access.csrfHolds(subject, shown)) {
      throw new Refusal(
          403,
          "csrf",
          "a call that changes something needs the header X-CSRF-Token of this session");
    }
  }

  /// `Token x`, `Bearer x`, or, as git sends it, `Basic` with the token as the password.
  private static Optional<String> token(String header) {
    int space = header.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String value = header.substring(space + 1).strip();
    return switch (header.substring(0, space).toLowerCase(java.util.Locale.ROOT)) {
      case "token", "bearer" -> Optional.of(value);
      case "basic" -> password(value);
      default -> Optional.empty();
    };
  }

  private static Optional<String> password(String basic) {
    try {
      String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
      return Optional.of(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      return Optional.of("");
    }
  }
}
