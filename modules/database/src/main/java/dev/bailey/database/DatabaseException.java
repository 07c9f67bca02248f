package dev.bailey.database;

/// The database refused or failed.
public final class DatabaseException extends RuntimeException {

  /// What is wrong, for callers that act on it.
  public enum Code {
    /// Someone else changed the same row meanwhile; read again and decide anew.
    CONFLICT,
    /// A name is taken, or what a row refers to is not there.
    REFUSED,
    /// The database cannot be reached or cannot go on.
    UNAVAILABLE
  }

  private final Code code;

  public DatabaseException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
