package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Json;

/// A failure as RFC 9457 writes it.
public final class ProblemDocument {
  private ProblemDocument() {}

  /// The answer for a failure.
  public static Answer answer(int status, String code, String message) {
    ObjectNode body = Json.object();
    body.put("type", "about:blank")
        .put("title", title(status))
        .put("status", status)
        .put("code", code)
        .put("detail", message);
    Answer answer =
        Answer.of(status, "application/problem+json", Json.bytes(body))
            .with("Cache-Control", "no-store");
    return status == 401 ? answer.with("WWW-Authenticate", "Bearer realm=\"bailey\"") : answer;
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Invalid request";
      case 401 -> "Not signed in";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 409 -> "Conflict";
      case 413 -> "Too large";
      case 429 -> "Too many requests";
      case 503 -> "Not available";
      default -> status >= 500 ? "Internal error" : "Request failed";
    };
  }
}
