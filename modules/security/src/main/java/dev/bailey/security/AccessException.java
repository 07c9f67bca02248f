package dev.bailey.security;

import java.time.Duration;
import java.util.Optional;

/// Somebody may not come in, or may not do what they want, or not like this. The message is for
/// them; it holds no secret and tells no stranger what exists here.
public final class AccessException extends RuntimeException {

  /// What is wrong, for callers that act on it. In brackets, the HTTP status that says it.
  public enum Code {
    /// Login and password do not open anything (401).
    SIGN_IN_REFUSED,
    /// Login and password are right, and a code is asked for besides (401).
    SECOND_FACTOR_REQUIRED,
    /// The caller is nobody, and this takes somebody (401).
    UNAUTHENTICATED,
    /// The caller may not do this (403).
    FORBIDDEN,
    /// The caller must choose a password first (403).
    PASSWORD_MUST_CHANGE,
    /// The caller must set up a second factor first (403).
    SECOND_FACTOR_MUST_ENROL,
    /// Too many attempts; see [#retryAfter] (429).
    THROTTLED,
    /// Too much going on at the moment; see [#retryAfter] (503).
    BUSY,
    /// Something elsewhere that is needed does not answer (503).
    UNAVAILABLE,
    /// What was given cannot be used (400).
    INVALID,
    /// What was given is taken (409).
    TAKEN,
    /// There is no such thing, or not for the caller (404).
    NOT_FOUND
  }

  private final Code code;
  private final Optional<Duration> retryAfter;

  public AccessException(Code code, String message) {
    super(message);
    this.code = code;
    this.retryAfter = Optional.empty();
  }

  /// @param retryAfter how long to wait before trying again
  public AccessException(Code code, String message, Duration retryAfter) {
    super(message);
    this.code = code;
    this.retryAfter = Optional.of(retryAfter);
  }

  public Code code() {
    return code;
  }

  /// How long to wait before trying again, rounded up to whole seconds.
  public Optional<Duration> retryAfter() {
    return retryAfter.map(wait -> Duration.ofSeconds(wait.plusNanos(999_999_999).toSeconds()));
  }
}
