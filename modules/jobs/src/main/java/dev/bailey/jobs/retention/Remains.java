package dev.bailey.jobs.retention;

import java.util.Locale;

/// What is kept for a time, and then is not.
public enum Remains {
  /// Logs of the steps of runs.
  LOGS,
  /// Artifacts of the steps of runs.
  ARTIFACTS,
  /// Runs, with their steps, results, logs and artifacts.
  RUNS,
  /// Lines of the audit.
  AUDIT;

  /// The word that the API uses.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
