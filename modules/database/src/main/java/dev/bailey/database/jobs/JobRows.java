package dev.bailey.database.jobs;

import java.util.List;

/// The entity classes of this package.
public final class JobRows {
  private JobRows() {}

  /// All of them.
  public static List<Class<?>> all() {
    return List.of(JobRow.class, RunRow.class, StepRow.class, NodeRow.class);
  }
}
