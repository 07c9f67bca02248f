package dev.bailey.appliance.run;

import dev.bailey.engine.Artifacts;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunFiles;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.RunStep;
import dev.bailey.jobs.run.Runs;
import java.util.Optional;

/// The run whose failed part another one repeats.
record Retry(Run earlier, Runs runs, RunFiles files) {
  private static final String RESULTS = "run_results.json";

  /// Whether the earlier run carried this command out well.
  boolean isDone(String command) {
    return step(command).filter(step -> step.status() == RunStatus.SUCCESS).isPresent();
  }

  /// Whether it is known which nodes the command did not bring to a good end: not when it never
  /// came to them, or when the process died in the middle.
  boolean hasResults(String command) {
    return artifact(command, RESULTS).isPresent();
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
      public Optional<byte[]> earlier(Optional<String> folder, String name) {
        return folder.isEmpty() ? artifact(command, name) : kept.earlier(folder, name);
      }
    };
  }

  private Optional<byte[]> artifact(String command, String name) {
    return step(command)
        .flatMap(step -> files.artifact(earlier.project(), earlier.id(), step.index(), name));
  }

  private Optional<RunStep> step(String command) {
    return runs.steps(earlier.id()).stream()
        .filter(step -> step.command().equals(command))
        .findFirst();
  }
}
