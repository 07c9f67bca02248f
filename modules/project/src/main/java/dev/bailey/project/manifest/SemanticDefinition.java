package dev.bailey.project.manifest;

/// A resource of the semantic layer: a semantic model, a metric or a saved query. Nothing here
/// computes with what it says, so it is kept in the shape in which dbt writes it.
///
/// @param said what only its kind has, with dbt's defaults
public record SemanticDefinition(
    Identity identity, Data.Dict said, NodeConfig config, Data.Dict unrenderedConfig, Links links)
    implements Resource {

  /// The same with the edges of the graph.
  public SemanticDefinition with(Links other) {
    return new SemanticDefinition(identity, said, config, unrenderedConfig, other);
  }

  /// The same, saying something else.
  public SemanticDefinition with(Data.Dict other) {
    return new SemanticDefinition(identity, other, config, unrenderedConfig, links);
  }
}
