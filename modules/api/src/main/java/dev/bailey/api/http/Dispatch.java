package dev.bailey.api.http;

import dev.bailey.security.AccessException;
import dev.bailey.security.Subject;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes every request to its route: finds out who calls, refuses who may not, and words what goes
/// wrong as the API in question does.
public final class Dispatch implements Answering {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

  /// How large a body may be from a caller whom nobody knows yet, in bytes: a login has no more.
  private static final long STRANGERS = 64 * 1024;

  private final Routes routes;
  private final Callers callers;
  private final Limits limits;
  private final FailuresByPath failures;

  /// How large bodies may be, in bytes.
  public record Limits(long ordinary, long push) {}

  /// Which API words the failures of which paths.
  @FunctionalInterface
  public interface FailuresByPath {
    Failures of(String path);
  }

  public Dispatch(Routes routes, Callers callers, Limits limits, FailuresByPath failures) {
    this.routes = routes;
    this.callers = callers;
    this.limits = limits;
    this.failures = failures;
  }

  @Override
  public Answer answer(Head head, InputStream body) {
    Failures wording = failures.of(head.path());
    try {
      return route(head, body);
    } catch (Refusal e) {
      return wording.answer(e.status(), e.code(), e.text());
    } catch (AccessException e) {
      return refused(wording, e);
    } catch (UncheckedIOException e) {
      return wording.answer(400, "incomplete", "the request ended before its body was complete");
    } catch (RuntimeException | Error e) {
      return failed(head, wording, e);
    }
  }

  /// A redirect would hide from its author that it sends its token in the clear, so it is refused,
  /// and the token revoked.
  @Override
  public Answer exposed(Head head) {
    callers.revokeExposed(head);
    return failures
        .of(head.path())
        .answer(
            403,
            "https_only",
            "call with https://; this port only redirects pages, and a token that was sent here in"
                + " the clear has been revoked");
  }

  @Override
  public Answer unreadable(String path, int status, String message) {
    return failures.of(path).answer(status, "unreadable", message);
  }

  private Answer route(Head head, InputStream body) {
    // A HEAD is answered like a GET; the server leaves the body out.
    String verb = head.verb().equals("HEAD") ? "GET" : head.verb();
    return switch (routes.find(verb, head.path())) {
      case Routes.Found.Hit hit -> guarded(hit, head, body);
      case Routes.Found.OtherVerbs(var verbs) ->
          failures
              .of(head.path())
              .answer(405, "method_not_allowed", "this path takes " + String.join(", ", verbs))
              .with("Allow", String.join(", ", verbs));
      case Routes.Found.Nothing() -> throw Refusal.missing("page or operation " + head.path());
    };
  }

  private Answer guarded(Routes.Found.Hit hit, Head head, InputStream body) {
    Route route = hit.route();
    Subject subject = callers.find(head, route);
    refuseUnlessAllowed(route.guard(), subject);
    long limit = limit(route);
    Optional<String> promised = head.header("content-length");
    if (promised.isPresent() && longer(promised.get(), limit)) {
      throw LimitedInput.tooLarge(limit);
    }
    return route
        .handler()
        .answer(new Call(head, hit.holes(), subject, new LimitedInput(body, limit)));
  }

  private long limit(Route route) {
    if (route.guard() instanceof Guard.Open) {
      return Math.min(STRANGERS, limits.ordinary());
    }
    return route.body() == Route.BodySize.PUSH ? limits.push() : limits.ordinary();
  }

  private static void refuseUnlessAllowed(Guard guard, Subject subject) {
    switch (guard) {
      case Guard.Open _ -> {}
      case Guard.SignedIn _ -> subject.requireSomebody();
      case Guard.InAccount(var area, var action) ->
          subject.require(dev.bailey.security.permission.Permission.account(area, action));
      case Guard.InProject(var area, var action) -> {
        if (!subject.maySomewhere(area, action)) {
          subject.requireSomebody();
          throw Refusal.forbidden("project:*:%s:%s".formatted(area.word(), action.word()));
        }
      }
    }
  }

  private static boolean longer(String promised, long limit) {
    try {
      return Long.parseLong(promised) > limit;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private static Answer refused(Failures wording, AccessException e) {
    String text = String.valueOf(e.getMessage());
    Answer answer =
        switch (e.code()) {
          case SIGN_IN_REFUSED -> wording.answer(401, "sign_in_refused", text);
          case SECOND_FACTOR_REQUIRED -> wording.answer(401, "second_factor_required", text);
          case UNAUTHENTICATED -> wording.answer(401, "unauthenticated", text);
          case FORBIDDEN -> wording.answer(403, "forbidden", text);
          case PASSWORD_MUST_CHANGE -> wording.answer(403, "password_must_change", text);
          case SECOND_FACTOR_MUST_ENROL -> wording.answer(403, "second_factor_must_enrol", text);
          case THROTTLED -> wording.answer(429, "throttled", text);
          case BUSY -> wording.answer(503, "busy", text);
          case UNAVAILABLE -> wording.answer(503, "unavailable", text);
          case INVALID -> wording.answer(400, "invalid", text);
          case TAKEN -> wording.answer(409, "conflict", text);
          case NOT_FOUND -> wording.answer(404, "not_found", text);
        };
    return e.retryAfter()
        .map(wait -> answer.with("Retry-After", Long.toString(wait.toSeconds())))
        .orElse(answer);
  }

  /// Our own failure: the log has the details, the caller a number to quote.
  private static Answer failed(Head head, Failures wording, Throwable e) {
    String reference = UUID.randomUUID().toString().substring(0, 8);
    LOG.error("{} {} failed, reference {}", head.verb(), head.path(), reference, e);
    return wording.answer(
        500,
        "internal",
        "this failed inside Bailey; the server's log says why under the reference " + reference);
  }
}
