package dev.bailey.jinja.parse;

import dev.bailey.source.Problem;
import org.jspecify.annotations.Nullable;

/// Leaves the tag that cannot be read. Never leaves this package.
final class SyntaxRefusal extends RuntimeException {
  private final transient @Nullable Problem problem;

  /// @param problem null when it was reported already
  SyntaxRefusal(@Nullable Problem problem) {
    super(null, null, false, false);
    this.problem = problem;
  }

  @Nullable Problem problem() {
    return problem;
  }
}
