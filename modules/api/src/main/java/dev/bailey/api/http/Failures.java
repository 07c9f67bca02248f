package dev.bailey.api.http;

/// How an API tells that a call was not done. Each API has its own envelope.
@FunctionalInterface
public interface Failures {

  /// The answer for a refusal, or for our own failure with status 500.
  Answer answer(int status, String code, String message);
}
