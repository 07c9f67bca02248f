package dev.bailey.engine.adapter;

/// A warehouse refused a statement, cannot be reached, or the statement was cut off.
public final class WarehouseException extends RuntimeException {
  private final Kind kind;

  /// What went wrong, as far as it decides what to do next.
  public enum Kind {
    /// The warehouse ran the statement and refused it: dbt's Database Error.
    REFUSED,
    /// The warehouse refused the statement because something that it names is not there.
    MISSING,
    /// No connection, or it broke in the middle.
    UNREACHABLE,
    /// Wrong user or password.
    LOGIN,
    /// The statement was cancelled.
    CANCELLED,
    /// The statement took longer than the connection allows.
    TIMEOUT,
    /// The result is larger than the byte budget for rows.
    TOO_LARGE,
    /// The egress policy does not allow this host.
    FORBIDDEN
  }

  /// @param message for the user: the warehouse's own text where there is one; never a secret
  public WarehouseException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /// @param message for the user: the warehouse's own text where there is one; never a secret
  public WarehouseException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /// What went wrong.
  public Kind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
