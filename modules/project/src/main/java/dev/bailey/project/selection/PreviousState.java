package dev.bailey.project.selection;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is known of an earlier run, for `state:`, `result:` and `source_status:`.
///
/// @param manifest its manifest
/// @param results the status of each node of its `run_results.json`
/// @param fresherSources sources whose data is newer than then
public record PreviousState(
    Optional<StateManifest> manifest,
    Optional<Map<String, String>> results,
    Optional<Set<String>> fresherSources) {

  /// Nothing is known.
  public static final PreviousState NONE =
      new PreviousState(Optional.empty(), Optional.empty(), Optional.empty());
}
