package dev.bailey.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Where a node of an invocation stands: begun, or ended for good.
///
/// @param uniqueId such as `model.shop.orders`
/// @param resourceType dbt's word: `model`, `test`, `seed`, `snapshot`, `operation`, ...
/// @param materialization `table`, `view`, ... or empty where a node has none
/// @param status dbt's word: `started`, `success`, `error`, `fail`, `warn`, `skipped`, `pass`, ...
/// @param message dbt's message; empty when there is none
/// @param thread the name of the thread that runs it
/// @param finishedAt empty while it runs
/// @param failures how many rows a test found
public record NodeProgress(
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
