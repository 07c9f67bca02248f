package dev.bailey.project.manifest;

/// What all kinds of nodes have.
///
/// @param unrenderedConfig the config as written, before rendering
/// @param contract dbt's node-level `contract`, with the checksum of the columns when enforced
public record NodeParts(
    Identity identity,
    RelationName relation,
    NodeConfig config,
    Data.Dict unrenderedConfig,
    Properties properties,
    Code code,
    Links links,
    Contract contract) {

  public NodeParts with(RelationName other) {
    return new NodeParts(
        identity, other, config, unrenderedConfig, properties, code, links, contract);
  }

  public NodeParts with(NodeConfig other) {
    return new NodeParts(
        identity, relation, other, unrenderedConfig, properties, code, links, contract);
  }

  public NodeParts with(Links other) {
    return new NodeParts(
        identity, relation, config, unrenderedConfig, properties, code, other, contract);
  }

  public NodeParts with(Properties other) {
    return new NodeParts(
        identity, relation, config, unrenderedConfig, other, code, links, contract);
  }

  public NodeParts with(Contract other) {
    return new NodeParts(
        identity, relation, config, unrenderedConfig, properties, code, links, other);
  }
}
