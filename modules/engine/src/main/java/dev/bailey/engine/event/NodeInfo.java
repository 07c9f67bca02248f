package dev.bailey.engine.event;

import dev.bailey.project.manifest.Checksum;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.SourceDefinition;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What an event says of the node it is about: dbt's `node_info`.
///
/// @param status `started`, `compiling`, `executing`, or how it ended
public record NodeInfo(
    Resource resource, String status, Optional<Instant> startedAt, Optional<Instant> finishedAt) {

  /// A node that begins at `at`.
  public static NodeInfo started(Resource resource, Instant at) {
    return new NodeInfo(resource, "started", Optional.of(at), Optional.empty());
  }

  /// The same node in another state, such as `compiling`.
  public NodeInfo with(String other) {
    return new NodeInfo(resource, other, startedAt, finishedAt);
  }

  /// The same node at its end.
  public NodeInfo finished(String other, Instant at) {
    return new NodeInfo(resource, other, startedAt, Optional.of(at));
  }

  Data.Dict data() {
    return Data.dict(
            Map.of(
                "materialized", Data.of(materialized()),
                "meta", config().map(NodeConfig::meta).orElse(Data.noEntries()),
                "node_checksum", Data.of(checksum().value()),
                "node_finished_at", Data.of(finishedAt.map(Timestamps::local).orElse("")),
                "node_name", Data.of(resource.name()),
                "node_path", Data.of(resource.path()),
                "node_relation", relationData(),
                "node_started_at", Data.of(startedAt.map(Timestamps::local).orElse("")),
                "node_status", Data.of(status),
                "unique_id", Data.of(resource.uniqueId())))
        .with("resource_type", Data.of(resource.type().word()));
  }

  /// dbt's word for how it is kept in the warehouse; empty where that means nothing.
  public String materialized() {
    return resource instanceof Node node ? node.config().materialized() : "";
  }

  private Optional<NodeConfig> config() {
    return switch (resource) {
      case Node node -> Optional.of(node.config());
      case SourceDefinition source -> Optional.of(source.config());
      case Exposure exposure -> Optional.of(exposure.config());
      default -> Optional.empty();
    };
  }

  private Checksum checksum() {
    return resource instanceof Node node ? node.code().checksum() : Checksum.NONE;
  }

  /// Where the node stands in the warehouse.
  Optional<RelationName> relation() {
    return switch (resource) {
      case Node node -> Optional.of(node.relation());
      case SourceDefinition source -> Optional.of(source.relation());
      default -> Optional.empty();
    };
  }

  private Data relationData() {
    return relation()
        .<Data>map(name ->
            Data.dict(
                Map.of(
                    "alias", Data.of(name.alias()),
                    "database", Data.of(name.database().orElse("")),
                    "relation_name", Data.of(name.rendered().orElse("")),
                    "schema", Data.of(name.schema()))))
        .orElse(Data.noEntries());
  }
}
