package dev.bailey.jobs.run;

/// A run cannot go on, for a reason that its reader can do something about.
public final class RunFailure extends RuntimeException {

  /// @param message what is wrong and what to do, without secrets
  public RunFailure(String message) {
    super(message);
  }

  /// @param message what is wrong and what to do, without secrets
  public RunFailure(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
