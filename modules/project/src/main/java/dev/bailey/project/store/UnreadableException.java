package dev.bailey.project.store;

/// Bytes that are not what was written: damaged, or of another version.
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1;

  public UnreadableException(String message) {
    super(message);
  }

  UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
