package dev.bailey.engine.run;

import java.util.Locale;

/// dbt's statuses of nodes.
public enum Status {
  SUCCESS,
  ERROR,
  FAIL,
  WARN,
  SKIPPED,
  /// Skipped, because another run is at work on it, or on what it needs; dbt has no such status.
  LEFT,
  PASS,
  RUNTIME_ERROR,
  NO_OP,
  PARTIAL_SUCCESS;

  /// dbt's word.
  public String word() {
    return switch (this) {
      case NO_OP -> "no-op";
      case LEFT -> SKIPPED.word();
      case RUNTIME_ERROR, PARTIAL_SUCCESS -> name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case SUCCESS, ERROR, FAIL, WARN, SKIPPED, PASS -> name().toLowerCase(Locale.ROOT);
    };
  }

  /// Whether nodes that need this one are skipped.
  public boolean blocks() {
    return switch (this) {
      case ERROR, FAIL, SKIPPED, LEFT, RUNTIME_ERROR, PARTIAL_SUCCESS -> true;
      case SUCCESS, WARN, PASS, NO_OP -> false;
    };
  }

  /// Whether the command did not go well because of it.
  public boolean isFailure() {
    return switch (this) {
      case ERROR, FAIL, RUNTIME_ERROR, PARTIAL_SUCCESS -> true;
      case SUCCESS, WARN, PASS, NO_OP, SKIPPED, LEFT -> false;
    };
  }
}
