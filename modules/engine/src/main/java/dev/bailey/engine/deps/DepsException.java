package dev.bailey.engine.deps;

/// Packages cannot be had as they are asked for: the message says why, and what to do.
public final class DepsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DepsException(String message) {
    super(message);
  }

  public DepsException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
