package dev.bailey.engine;

import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.command.Which;
import dev.bailey.engine.run.Deferral;
import dev.bailey.project.artifact.StateFiles;
import dev.bailey.project.selection.PreviousState;
import dev.bailey.project.selection.StateManifest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The artifacts that `--state` and `--defer-state` name.
final class EarlierState {
  private static final String MANIFEST = "manifest.json";

  private final DbtCommand command;
  private final Artifacts artifacts;

  EarlierState(DbtCommand command, Artifacts artifacts) {
    this.command = command;
    this.artifacts = artifacts;
  }

  /// The folder that is both read as a state and written to; empty when there is none.
  Optional<String> overwritten() {
    return Stream.of(Option.STATE, Option.DEFER_STATE)
        .flatMap(option -> command.flags().text(option).stream())
        .filter(folder -> Path.of(folder).equals(Path.of(command.targetFolder())))
        .findFirst();
  }

  /// What `state:`, `result:` and `source_status:` compare with.
  PreviousState forSelection() {
    Optional<String> folder = command.flags().text(Option.STATE);
    if (folder.isEmpty()) {
      return PreviousState.NONE;
    }
    return StateFiles.read(
        artifacts.earlier(folder, MANIFEST),
        artifacts.earlier(folder, "run_results.json"),
        artifacts.earlier(folder, "sources.json"),
        artifacts.earlier(Optional.empty(), "sources.json"),
        command.flags().behaves("state_modified_compare_more_unrendered_values"));
  }

  /// Where `ref` leads instead of to nodes that are not built here. `clone` asks for it without
  /// `--defer`.
  Deferral deferral() {
    boolean defers = command.flags().isTrue(Option.DEFER);
    if (!defers && command.which() != Which.CLONE) {
      return Deferral.NONE;
    }
    Optional<String> folder =
        command.flags().text(Option.DEFER_STATE).or(() -> command.flags().text(Option.STATE));
    if (folder.isEmpty()) {
      throw new Performance.Refusal(
          "Runtime Error\n  --state or --defer-state are required for deferral, but neither was"
              + " provided");
    }
    StateManifest manifest =
        artifacts
            .earlier(folder, MANIFEST)
            .map(StateFiles::manifest)
            .orElseThrow(() ->
                new Performance.Refusal(
                    "Runtime Error\n  Could not find manifest in --state path: \"%s\""
                        .formatted(folder.get())));
    return new Deferral(
        Deferral.relations(manifest), defers, command.flags().isTrue(Option.FAVOR_STATE));
  }
}
