package dev.bailey.project.selection;

import dev.bailey.source.Problem;

/// A selection that makes no sense here; carries what to tell the user.
public final class SelectionException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Problem problem;

  SelectionException(String message) {
    super(message);
    this.problem = Problem.error("selection", message);
  }

  /// What to tell the user.
  public Problem problem() {
    return problem;
  }
}
