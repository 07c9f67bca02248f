package dev.bailey.jobs.run;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What became of one node in one step: kept as soon as the node ends, so that a killed process
/// leaves the truth.
///
/// @param uniqueId dbt's, such as `model.spokes.fct_trips`
/// @param resourceType dbt's word: `model`, `test`, `seed`, `snapshot`, `operation`, ...
/// @param materialization `table`, `view`, ... or empty where a node has none
/// @param status dbt's word: `success`, `error`, `fail`, `warn`, `skipped`, `pass`, `no-op`, ...
/// @param message dbt's message, without secrets; may be empty
/// @param thread the name of the thread that ran it; the lane in a timing chart
/// @param failures how many rows a test found
public record NodeResult(
    RunId run,
    int step,
    String uniqueId,
    String name,
    String resourceType,
    String materialization,
    String status,
    String message,
    String thread,
    Instant startedAt,
    Optional<Instant> finishedAt,
    OptionalLong failures) {}
