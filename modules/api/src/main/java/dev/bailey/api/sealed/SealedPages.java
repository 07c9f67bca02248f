package dev.bailey.api.sealed;

import dev.bailey.api.bailey.ProblemDocument;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Answering;
import dev.bailey.api.http.Head;
import dev.bailey.api.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/// All that a sealed appliance answers: health, the page that asks for the passphrase, and the one
/// call that takes it. Everything else is 503, whoever calls: nobody can be known yet.
public final class SealedPages implements Answering {
  private static final String UNSEAL = "/api/bailey/v1/unseal";
  private static final String BYTES = "application/octet-stream";
  private static final Map<String, String> TYPES =
      Map.of(
          "page.html", "text/html; charset=utf-8",
          "page.js", "text/javascript; charset=utf-8",
          "page.css", "text/css; charset=utf-8");

  private final Unsealing unsealing;
  private final int longest;

  /// @param longest passphrase, in bytes
  public SealedPages(Unsealing unsealing, int longest) {
    this.unsealing = unsealing;
    this.longest = longest;
  }

  @Override
  public Answer answer(Head head, InputStream body) {
    return switch (head.path()) {
      case "/health/live" -> reading(head, word(200, "live"));
      case "/health/ready" -> reading(head, word(503, "sealed"));
      case "/" -> reading(head, file("page.html"));
      case "/sealed/page.js" -> reading(head, file("page.js"));
      case "/sealed/page.css" -> reading(head, file("page.css"));
      case UNSEAL -> head.verb().equals("POST") ? unseal(head, body) : otherVerb("POST");
      default ->
          ProblemDocument.answer(
              503, "sealed", "the appliance is sealed until somebody gives its passphrase");
    };
  }

  @Override
  public Answer exposed(Head head) {
    return ProblemDocument.answer(
        403, "https_only", "call with https://; this port only redirects pages");
  }

  @Override
  public Answer unreadable(String path, int status, String message) {
    return ProblemDocument.answer(status, "unreadable", message);
  }

  /// No browser sends bytes of this type to another site without asking that site first, and this
  /// one permits nobody.
  private Answer unseal(Head head, InputStream body) {
    if (!head.header("content-type").orElse("").equals(BYTES)) {
      return ProblemDocument.answer(
          415, "not_bytes", "the body must be the passphrase in UTF-8, as " + BYTES);
    }
    byte[] utf8;
    try {
      utf8 = body.readNBytes(longest + 1);
    } catch (IOException | UncheckedIOException e) {
      return ProblemDocument.answer(400, "incomplete", "the request ended before its body did");
    }
    try {
      if (utf8.length == 0 || utf8.length > longest) {
        return ProblemDocument.answer(
            400, "invalid", "a passphrase has 1 to " + longest + " bytes");
      }
      return answer(unsealing.attempt(utf8, head.address()));
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }

  private static Answer answer(Unsealing.Outcome outcome) {
    return switch (outcome) {
      case Unsealing.Outcome.Opened() -> word(202, "opening");
      case Unsealing.Outcome.Wrong() ->
          ProblemDocument.answer(403, "wrong_passphrase", "This is not the passphrase.");
      case Unsealing.Outcome.TooEarly(var delay) ->
          ProblemDocument.answer(
                  429, "throttled", "Too many attempts. Wait a little, then try again.")
              .with("Retry-After", Long.toString(Math.max(1, delay.toSeconds())));
      case Unsealing.Outcome.Failed() ->
          ProblemDocument.answer(
              500, "failed", "The passphrase could not be tried. The server's log says why.");
    };
  }

  private static Answer reading(Head head, Answer answer) {
    return head.verb().equals("GET") || head.verb().equals("HEAD")
        ? answer
        : otherVerb("GET, HEAD");
  }

  private static Answer otherVerb(String allowed) {
    return ProblemDocument.answer(405, "method_not_allowed", "this path takes " + allowed)
        .with("Allow", allowed);
  }

  private static Answer word(int status, String word) {
    return Json.answer(status, Json.object().put("status", word));
  }

  private static Answer file(String name) {
    try (InputStream in = SealedPages.class.getResourceAsStream("/sealed/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the distribution lacks sealed/" + name);
      }
      return Answer.of(200, String.valueOf(TYPES.get(name)), in.readAllBytes())
          .with("Cache-Control", "no-store");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
