package dev.bailey.engine.run;

import java.util.Optional;

/// What the command line decides about carrying out nodes.
///
/// @param failFast whether the first failure ends the run
/// @param warnErrors whether a test that warns fails
/// @param populateCache whether all schemas are listed before the first node
/// @param cacheSelectedOnly whether only schemas of selected nodes are listed then
/// @param empty whether `ref` and `source` give no rows
/// @param limit how many rows `show` fetches; empty for all
/// @param target the target folder, as named
public record RunOptions(
    int threads,
    boolean failFast,
    boolean warnErrors,
    boolean populateCache,
    boolean cacheSelectedOnly,
    boolean empty,
    Optional<Integer> limit,
    String target) {}
