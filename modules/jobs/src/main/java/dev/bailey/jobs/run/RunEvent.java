package dev.bailey.jobs.run;

/// Something that happened in a run, for those who follow it live.
public sealed interface RunEvent {

  /// The run it happened in.
  RunId run();

  /// The run reached another state.
  record RunChanged(Run now) implements RunEvent {
    @Override
    public RunId run() {
      return now.id();
    }
  }

  /// A step began or ended.
  record StepChanged(RunStep now) implements RunEvent {
    @Override
    public RunId run() {
      return now.run();
    }
  }

  /// A node began (no end yet) or ended.
  record NodeChanged(NodeResult now) implements RunEvent {
    @Override
    public RunId run() {
      return now.run();
    }
  }

  /// Text was added to a step's log.
  ///
  /// @param from the first byte of `text` within the step's log, so that a follower can tell what
  ///   it has already
  record LogAdded(RunId run, int step, long from, String text) implements RunEvent {}
}
