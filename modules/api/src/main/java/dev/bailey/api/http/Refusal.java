package dev.bailey.api.http;

/// A call is not done, for a reason that its caller can mend. Each API words it in its own
/// envelope.
public final class Refusal extends RuntimeException {
  private final int status;
  private final String code;

  /// @param status HTTP's code, 400 to 499, or 503
  /// @param code never changes once released; clients may compare it
  /// @param message what is wrong (naming the field) and what to do; never a secret
  public Refusal(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /// What was sent makes no sense.
  public static Refusal invalid(String message) {
    return new Refusal(400, "invalid", message);
  }

  /// Nobody knows who calls.
  public static Refusal unauthenticated() {
    return new Refusal(
        401, "unauthenticated", "sign in, or send a valid token in the Authorization header");
  }

  /// The caller is known, and may not.
  public static Refusal forbidden(String permission) {
    return new Refusal(403, "forbidden", "this needs the permission " + permission);
  }

  /// What was asked for is not there, or the caller may not know that it is.
  public static Refusal missing(String what) {
    return new Refusal(404, "not_found", "there is no " + what);
  }

  /// HTTP's code.
  public int status() {
    return status;
  }

  /// A word for the reason.
  public String code() {
    return code;
  }

  /// The reason.
  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
