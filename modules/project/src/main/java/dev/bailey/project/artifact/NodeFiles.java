package dev.bailey.project.artifact;

import dev.bailey.project.compile.CompiledNode;
import java.util.Optional;

/// What an invocation made of a node.
///
/// @param compiled its SQL, when it was compiled
/// @param compiledPath where that was written, such as `target/compiled/shop/models/orders.sql`
/// @param buildPath where the SQL that ran was written, such as `target/run/shop/models/orders.sql`
public record NodeFiles(
    Optional<CompiledNode> compiled, Optional<String> compiledPath, Optional<String> buildPath) {
  public static final NodeFiles NONE =
      new NodeFiles(Optional.empty(), Optional.empty(), Optional.empty());
}
