package dev.bailey.project.compile;

import dev.bailey.project.manifest.Node;
import java.util.List;

/// A node with its SQL.
///
/// @param code the SQL with the common table expressions of ephemeral nodes in it: dbt's
///   `compiled_code`
/// @param plain the SQL without them
/// @param extraCtes those that were put in, dependencies first
public record CompiledNode(Node node, String code, String plain, List<Cte> extraCtes) {
  public CompiledNode {
    extraCtes = List.copyOf(extraCtes);
  }

  /// One common table expression.
  ///
  /// @param id unique id of the ephemeral node
  /// @param sql ` __dbt__cte__name as (...)`
  public record Cte(String id, String sql) {}
}
