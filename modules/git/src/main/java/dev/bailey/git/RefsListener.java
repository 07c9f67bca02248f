package dev.bailey.git;

/// Wants to know when refs changed: jobs that run on pushes, sessions that show a branch.
@FunctionalInterface
public interface RefsListener {

  /// Called after each change, by the thread that made it: hand long work to another. What it
  /// throws is logged and goes no further, because the change has happened.
  void refsUpdated(RefsUpdated event);
}
