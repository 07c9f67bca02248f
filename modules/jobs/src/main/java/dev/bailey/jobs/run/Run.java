package dev.bailey.jobs.run;

import dev.bailey.jobs.JobId;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import java.time.Instant;
import java.util.Optional;

/// One run of a job.
///
/// Its life: queued → starting (it has a slot; the project is fetched) → running (dbt works) →
/// success, error or cancelled. A run that its process did not survive ends as an error that says
/// so; the results of its finished nodes stay, and another run goes on from there.
///
/// @param message why it ended as it did, for the user; empty while it goes well
/// @param commit what it runs, known once the project is fetched
/// @param times when it reached each state
/// @param retryOf the run whose failed part this one repeats
/// @param gone what of it is kept no longer
public record Run(
    RunId id,
    JobId job,
    ProjectId project,
    EnvironmentId environment,
    Trigger trigger,
    RunStatus status,
    Optional<String> message,
    Optional<Commit> commit,
    Times times,
    Optional<RunId> retryOf,
    Gone gone) {

  /// The commit that a run works on.
  ///
  /// @param branch the branch it was found on; empty for a bare sha
  public record Commit(String sha, String branch, String subject) {}

  /// When the logs and the artifacts of a run were removed because their time was over.
  public record Gone(Optional<Instant> logs, Optional<Instant> artifacts) {
    /// Everything is there.
    public static final Gone NOTHING = new Gone(Optional.empty(), Optional.empty());
  }

  /// When a run reached each state.
  public record Times(
      Instant created,
      Optional<Instant> dequeued,
      Optional<Instant> started,
      Optional<Instant> finished,
      Optional<Instant> heartbeat) {

    /// Only just made.
    public static Times created(Instant at) {
      return new Times(at, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /// The run with a slot to start in.
  public Run dequeued(Instant at) {
    var now = Optional.of(at);
    return with(
        RunStatus.STARTING,
        message,
        commit,
        new Times(times.created, now, times.started, times.finished, now));
  }

  /// The run on the commit that it found.
  public Run on(Commit found) {
    return with(status, message, Optional.of(found), times);
  }

  /// The run with dbt at work.
  public Run started(Instant at) {
    var now = Optional.of(at);
    return with(
        RunStatus.RUNNING,
        message,
        commit,
        new Times(times.created, times.dequeued, now, times.finished, now));
  }

  /// The run at its end.
  ///
  /// @param end one of the ended states
  public Run ended(RunStatus end, Optional<String> why, Instant at) {
    if (!end.ended()) {
      throw new IllegalArgumentException("a run does not end as " + end);
    }
    var finished =
        new Times(times.created, times.dequeued, times.started, Optional.of(at), times.heartbeat);
    return with(end, why, commit, finished);
  }

  /// The run, still alive.
  public Run alive(Instant at) {
    var seen =
        new Times(times.created, times.dequeued, times.started, times.finished, Optional.of(at));
    return with(status, message, commit, seen);
  }

  private Run with(
      RunStatus status, Optional<String> message, Optional<Commit> commit, Times times) {
    return new Run(
        id, job, project, environment, trigger, status, message, commit, times, retryOf, gone);
  }
}
