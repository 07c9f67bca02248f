package dev.bailey.project.manifest;

import java.util.Optional;

/// A pre-hook or post-hook of a node.
///
/// @param transaction whether it runs inside the node's transaction
public record Hook(String sql, boolean transaction, Optional<Integer> index) {}
