package dev.bailey.jobs.run;

import dev.bailey.engine.artifact.UnfinishedResults;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A run that its process did not survive. What is known of it is what was kept while it went on.
record LostRun(Run run, Runs runs, RunFiles files) {
  private static final String RESULTS = "run_results.json";

  /// Ends the run and the step that it was in, whose results so far become an artifact as those of
  /// an interrupted command do.
  ///
  /// @param resumption the run that goes on with it
  Run end(Optional<RunId> resumption, Instant at) {
    List<RunStep> cutOff =
        runs.steps(run.id()).stream().filter(step -> !step.status().ended()).toList();
    cutOff.forEach(this::keepResults);
    Run ended = run.ended(RunStatus.ERROR, Optional.of(message(resumption)), at);
    runs.save(
        ended, cutOff.stream().map(step -> step.ended(RunStatus.ERROR, at)).toList(), List.of());
    return ended;
  }

  private void keepResults(RunStep step) {
    files
        .grown(run.project(), run.id(), step.index(), UnfinishedResults.FILE)
        .flatMap(UnfinishedResults::read)
        .ifPresent(results ->
            files.putArtifact(
                run.project(), run.id(), step.index(), RESULTS, results.runResults()));
  }

  private String message(Optional<RunId> resumption) {
    return "Bailey stopped while this run was at work; the results of %d finished nodes are kept. %s"
        .formatted(
            runs.nodes(run.id()).size(),
            resumption
                .map("Run %s goes on from there."::formatted)
                .orElse("Retry it to go on from there."));
  }
}
