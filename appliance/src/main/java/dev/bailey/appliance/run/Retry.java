package dev.bailey.appliance.run;

import dev.bailey.engine.Artifacts;
import dev.bailey.engine.GrowingFile;
import dev.bailey.engine.artifact.UnfinishedResults;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunFiles;
import dev.bailey.jobs.run.RunId;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.RunStep;
import dev.bailey.jobs.run.Runs;
import java.util.Optional;
import java.util.function.Predicate;

/// The run whose failed or missing part another one does. Where it is such a run itself and did not
/// come to a command, what the run before it left of that command counts.
record Retry(Run earlier, Runs runs, RunFiles files) {
  private static final String RESULTS = "run_results.json";

  /// The commit to work on: a run that its server did not survive is gone on with as it was, while
  /// a failed one may have been mended since.
  Optional<Run.Commit> commit() {
    return newest(step -> !step.command().isEmpty())
        .map(RunStep::run)
        .filter(this::isCutOff)
        .flatMap(runs::find)
        .flatMap(Run::commit);
  }

  private boolean isCutOff(RunId run) {
    return runs.steps(run).stream()
        .anyMatch(step -> grown(step, UnfinishedResults.FILE).isPresent());
  }

  /// Whether the earlier run carried this command out well.
  boolean isDone(String command) {
    return step(command).filter(step -> step.status() == RunStatus.SUCCESS).isPresent();
  }

  /// Whether it is known which nodes the command did not bring to a good end: not when it never
  /// came to them.
  boolean hasResults(String command) {
    return artifact(command, RESULTS)
        .or(() -> artifact(command, UnfinishedResults.FILE))
        .isPresent();
  }

  /// Artifacts that are kept by `kept`, with those of the earlier run's step as what is there
  /// already: `dbt retry` finds in them what it has to do.
  Artifacts over(String command, Artifacts kept) {
    return new Artifacts() {
      @Override
      public void write(String path, byte[] content) {
        kept.write(path, content);
      }

      @Override
      public GrowingFile grow(String path) {
        return kept.grow(path);
      }

      @Override
      public Optional<byte[]> earlier(Optional<String> folder, String name) {
        return folder.isEmpty() ? artifact(command, name) : kept.earlier(folder, name);
      }
    };
  }

  private Optional<byte[]> artifact(String command, String name) {
    return step(command)
        .flatMap(step ->
            files
                .artifact(earlier.project(), step.run(), step.index(), name)
                .or(() -> grown(step, name)));
  }

  private Optional<byte[]> grown(RunStep step, String name) {
    return files.grown(earlier.project(), step.run(), step.index(), name);
  }

  private Optional<RunStep> step(String command) {
    return newest(step -> step.command().equals(command));
  }

  private Optional<RunStep> newest(Predicate<RunStep> wanted) {
    Optional<Run> run = Optional.of(earlier);
    Optional<RunStep> found = Optional.empty();
    while (run.isPresent() && found.isEmpty()) {
      found = runs.steps(run.get().id()).stream().filter(wanted).findFirst();
      run = before(run.get());
    }
    return found;
  }

  /// What was done in another environment is not done in this one.
  private Optional<Run> before(Run run) {
    return run.retryOf()
        .flatMap(runs::find)
        .filter(other -> other.environment().equals(earlier.environment()));
  }
}
