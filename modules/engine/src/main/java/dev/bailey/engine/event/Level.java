package dev.bailey.engine.event;

import java.util.Locale;

/// How much an event matters.
public enum Level {
  DEBUG,
  INFO,
  WARN,
  ERROR;

  /// dbt's word.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether a log that wants `least` shows this.
  public boolean reaches(Level least) {
    return compareTo(least) >= 0;
  }
}
