package dev.bailey.engine;

import dev.bailey.engine.artifact.UnfinishedResults;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.command.Which;
import dev.bailey.engine.event.EventType;
import dev.bailey.project.artifact.StateFiles;
import dev.bailey.project.batch.BatchResults;
import dev.bailey.project.manifest.Data;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What `dbt retry` does: the earlier command with the options that it had, for those nodes alone
/// that did not come to a good end. Hooks of the project are no such nodes: they run again anyway.
///
/// https://docs.getdbt.com/reference/commands/retry
///
/// A command that was killed has left no `run_results.json`, but its journal. It is gone on with:
/// together the two leave the results that it would have left alone (decision 0303).
///
/// @param command the earlier command, with the variables and threads that are given now
/// @param nodes unique ids
/// @param batches what became of the batches of those microbatch models of which some were built
/// @param startedAt when the earlier command began: batches are not taken up to a later time
/// @param killed what the earlier command had done, if it was killed
record Retry(
    DbtCommand command,
    Set<String> nodes,
    Map<String, BatchResults> batches,
    Optional<Instant> startedAt,
    Optional<UnfinishedResults> killed) {
  private static final String RESULTS = "run_results.json";
  private static final Set<String> UNFINISHED =
      Set.of("error", "fail", "skipped", "runtime error", "partial success");

  Retry {
    nodes = Set.copyOf(nodes);
    batches = Map.copyOf(batches);
  }

  /// Reads `run_results.json` of the folder that `--state` names, else of the target folder; or the
  /// journal there of a command that was killed after that.
  static Retry of(DbtCommand typed, Artifacts artifacts) {
    Optional<String> folder = typed.flags().text(Option.STATE);
    Optional<byte[]> whole = artifacts.earlier(folder, RESULTS);
    Optional<UnfinishedResults> killed =
        artifacts
            .earlier(folder, UnfinishedResults.FILE)
            .flatMap(UnfinishedResults::read)
            .filter(journal -> whole.map(file -> isLater(journal, file)).orElse(true));
    StateFiles.Results results =
        killed
            .map(UnfinishedResults::runResults)
            .or(() -> whole)
            .map(StateFiles::results)
            .orElseThrow(() ->
                new Performance.Refusal(
                    "Runtime Error\n  Could not find previous run in '%s' target directory"
                        .formatted(folder.orElse(typed.targetFolder()))));
    DbtCommand command = typed.repeating(which(results.args()), results.args());
    return new Retry(
        command,
        unfinished(
            results,
            command.which(),
            typed.flags().warningRules().areErrors(EventType.LOG_TEST_RESULT)),
        partlyBuilt(results.batches()),
        results.startedAt(),
        killed);
  }

  /// Another dbt may have run here since.
  private static boolean isLater(UnfinishedResults journal, byte[] whole) {
    Optional<Instant> other = StateFiles.results(whole).startedAt();
    return journal
        .startedAt()
        .filter(began -> other.map(at -> !at.isAfter(began)).orElse(true))
        .isPresent();
  }

  /// Whether the earlier command did not come to its end.
  boolean isOfKilled() {
    return killed.isPresent();
  }

  /// The results that stay, as the file has them.
  List<Data.Dict> kept() {
    return killed.map(UnfinishedResults::results).orElse(Map.of()).entrySet().stream()
        .filter(result -> !nodes.contains(result.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Map<String, BatchResults> partlyBuilt(Map<String, BatchResults> all) {
    var partly = new HashMap<String, BatchResults>();
    all.forEach((id, batches) -> {
      if (!batches.successful().isEmpty() && !batches.failed().isEmpty()) {
        partly.put(id, batches);
      }
    });
    return partly;
  }

  private static Which which(Data.Dict args) {
    String word = args.present("which").flatMap(Data::asText).orElse("");
    return Which.recordedAs(word)
        .filter(Which::canBeRetried)
        .orElseThrow(() ->
            new Performance.Refusal(
                "Runtime Error\n  The previous command, `%s`, cannot be retried. Run it again."
                    .formatted(word)));
  }

  private static Set<String> unfinished(
      StateFiles.Results results, Which which, boolean warnErrors) {
    var nodes = new HashSet<String>();
    results
        .statuses()
        .forEach((id, status) -> {
          boolean isUnfinished =
              UNFINISHED.contains(status) || (warnErrors && status.equals("warn"));
          boolean isHook = id.startsWith("operation.") && which != Which.RUN_OPERATION;
          if (isUnfinished && !isHook) {
            nodes.add(id);
          }
        });
    return nodes;
  }
}
