package dev.bailey.project.selection;

import dev.bailey.source.Problem;

/// A selection that makes no sense here; carries what to tell the user.
public final class SelectionException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String heading;
  private final transient Problem problem;

  SelectionException(String message) {
    this("Runtime Error", message);
  }

  SelectionException(String heading, String message) {
    super(message);
    this.heading = heading;
    this.problem = Problem.error("selection", message);
  }

  /// What kind of error dbt calls it.
  public String heading() {
    return heading;
  }

  /// What to tell the user.
  public Problem problem() {
    return problem;
  }
}
