package dev.bailey.project.selection;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What is known of an earlier run, for `state:`, `result:` and `source_status:`.
///
/// @param manifest its manifest
/// @param results the status of each node of its `run_results.json`
/// @param loaded up to when its `sources.json` found data in each source
/// @param loadedNow the same of the `sources.json` of now
public record PreviousState(
    Optional<StateManifest> manifest,
    Optional<Map<String, String>> results,
    Optional<Map<String, Instant>> loaded,
    Optional<Map<String, Instant>> loadedNow) {

  /// Nothing is known.
  public static final PreviousState NONE =
      new PreviousState(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// A state of which only the manifest is known.
  public static PreviousState of(StateManifest manifest) {
    return new PreviousState(
        Optional.of(manifest), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
