package dev.bailey.api.git;

import dev.bailey.api.http.Answer;
import java.nio.charset.StandardCharsets;

/// A failure as git shows it: one line of text; with 401 the question for a token.
public final class GitFailure {
  private GitFailure() {}

  /// The answer for a failure.
  public static Answer answer(int status, String code, String message) {
    Answer answer =
        Answer.of(
                status,
                "text/plain; charset=utf-8",
                (message + "\n").getBytes(StandardCharsets.UTF_8))
            .with("Cache-Control", "no-cache");
    return status == 401
        ? answer.with("WWW-Authenticate", "Basic realm=\"bailey: a token is the password\"")
        : answer;
  }
}
