package dev.bailey.project.context;

import dev.bailey.project.manifest.Quoting;
import dev.bailey.project.manifest.Resource;
import java.util.Optional;

/// What `ref`, `source`, `function` and `this` point to.
///
/// @param identifier for an ephemeral node the name of its common table expression
/// @param quoting every part decided
/// @param kind what it is
/// @param resource the node or source it stands for
public record RelationSpec(
    Optional<String> database,
    String schema,
    String identifier,
    Quoting quoting,
    Kind kind,
    Resource resource) {

  /// How a relation was asked for.
  public enum Kind {
    /// By `ref`.
    REF,
    /// By `ref` of an ephemeral node: printed as the bare identifier.
    EPHEMERAL,
    /// By `function`.
    FUNCTION,
    /// By `source`.
    SOURCE,
    /// The node's own.
    THIS
  }
}
