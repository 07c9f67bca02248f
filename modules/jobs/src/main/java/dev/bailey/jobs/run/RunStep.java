package dev.bailey.jobs.run;

import java.time.Instant;
import java.util.Optional;

/// One step of a run, as dbt Cloud shows them: fetching the project, then each dbt command.
///
/// @param index from 1
/// @param name what people read, such as "Invoke dbt with `dbt build`"; tools match this text
/// @param command the dbt command line, or empty when the step is none
public record RunStep(
    RunId run,
    int index,
    String name,
    String command,
    RunStatus status,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt) {

  /// A step that has begun.
  public static RunStep begun(RunId run, int index, String name, String command, Instant at) {
    return new RunStep(
        run, index, name, command, RunStatus.RUNNING, Optional.of(at), Optional.empty());
  }

  /// The step at its end.
  public RunStep ended(RunStatus end, Instant at) {
    return new RunStep(run, index, name, command, end, startedAt, Optional.of(at));
  }
}
