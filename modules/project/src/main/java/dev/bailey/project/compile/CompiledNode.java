package dev.bailey.project.compile;

import dev.bailey.project.manifest.Node;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/// A node with its SQL.
///
/// @param code the SQL with the common table expressions of ephemeral nodes in it: dbt's
///   `compiled_code`
/// @param plain the SQL without them
/// @param extraCtes those that were put in, dependencies first
/// @param macros unique ids of the macros that were called to make it, each once
public record CompiledNode(
    Node node, String code, String plain, List<Cte> extraCtes, List<String> macros) {
  public CompiledNode {
    extraCtes = List.copyOf(extraCtes);
    macros = List.copyOf(macros);
  }

  /// The same, with further macros that were called.
  public CompiledNode calling(Collection<String> more) {
    var all = new LinkedHashSet<>(macros);
    all.addAll(more);
    return new CompiledNode(node, code, plain, extraCtes, List.copyOf(all));
  }

  /// The same, with other SQL around what was compiled.
  public CompiledNode with(String sql) {
    return new CompiledNode(node, sql, plain, extraCtes, macros);
  }

  /// One common table expression.
  ///
  /// @param id unique id of the ephemeral node
  /// @param sql ` __dbt__cte__name as (...)`
  public record Cte(String id, String sql) {}
}
