package dev.bailey.jobs;

import java.util.Locale;

/// What a job is for, in dbt Cloud's words.
public enum JobType {
  SCHEDULED,
  OTHER,
  CI,
  MERGE;

  /// The word that the API uses: `scheduled`, `other`, `ci`, `merge`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
