package dev.bailey.jobs.run;

/// Where a run or one of its steps stands; the codes are dbt Cloud's and part of the API.
public enum RunStatus {
  QUEUED(1, "Queued"),
  STARTING(2, "Starting"),
  RUNNING(3, "Running"),
  SUCCESS(10, "Success"),
  ERROR(20, "Error"),
  CANCELLED(30, "Cancelled");

  private final int code;
  private final String word;

  RunStatus(int code, String word) {
    this.code = code;
    this.word = word;
  }

  /// The status with this code.
  ///
  /// @throws IllegalArgumentException when there is none
  public static RunStatus of(int code) {
    for (RunStatus status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    throw new IllegalArgumentException("no run status has the code " + code);
  }

  /// The code that API clients compare with.
  public int code() {
    return code;
  }

  /// The word that people read.
  public String word() {
    return word;
  }

  /// Whether nothing will change any more.
  public boolean ended() {
    return code >= 10;
  }
}
