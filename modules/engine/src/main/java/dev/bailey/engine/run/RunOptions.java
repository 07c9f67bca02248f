package dev.bailey.engine.run;

import dev.bailey.project.relation.TimeWindow;
import java.time.Instant;
import java.util.Optional;

/// What the command line decides about carrying out nodes.
///
/// @param failFast whether the first failure ends the run
/// @param warnErrors whether a test that warns fails
/// @param populateCache whether all schemas are listed before the first node
/// @param cacheSelectedOnly whether only schemas of selected nodes are listed then
/// @param empty whether `ref` and `source` give no rows
/// @param sample the window of event time that inputs are confined to
/// @param asked the window of event time that microbatch models are to build
/// @param startedAt when the command began, or, of a retry, the command that is repeated
/// @param limit how many rows `show` fetches; empty for all
/// @param target the target folder, as named
public record RunOptions(
    int threads,
    boolean failFast,
    boolean warnErrors,
    boolean populateCache,
    boolean cacheSelectedOnly,
    boolean empty,
    Optional<TimeWindow> sample,
    Optional<TimeWindow> asked,
    Instant startedAt,
    Optional<Integer> limit,
    String target) {}
