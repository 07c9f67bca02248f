package dev.bailey.appliance.run;

import dev.bailey.jobs.run.NodeResult;
import dev.bailey.jobs.run.RunId;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.RunStep;
import dev.bailey.jobs.run.Runs;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an earlier run left to do.
record Retry(RunId earlier, Runs runs) {
  private static final Set<String> UNFINISHED =
      Set.of("error", "fail", "skipped", "runtime error", "partial success");

  /// Whether the earlier run carried this command out well.
  boolean done(String command) {
    return step(command).filter(step -> step.status() == RunStatus.SUCCESS).isPresent();
  }

  /// The names of nodes that the command did not bring to a good end; empty when it is not known,
  /// and all of it must be done again.
  List<String> unfinished(String command) {
    return step(command)
        .map(step ->
            runs.nodes(earlier).stream()
                .filter(node -> node.step() == step.index())
                .filter(node -> UNFINISHED.contains(node.status()))
                .map(NodeResult::name)
                .distinct()
                .toList())
        .orElse(List.of());
  }

  private Optional<RunStep> step(String command) {
    return runs.steps(earlier).stream().filter(step -> step.command().equals(command)).findFirst();
  }
}
