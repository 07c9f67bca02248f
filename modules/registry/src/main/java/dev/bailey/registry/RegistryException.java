package dev.bailey.registry;

/// The registry cannot keep what it was given.
public final class RegistryException extends RuntimeException {

  /// What is wrong, for callers that act on it.
  public enum Code {
    /// There may be only one of it, and there is one.
    TAKEN
  }

  private final Code code;

  public RegistryException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
