package dev.bailey.project.manifest;

import java.util.Map;
import java.util.Optional;

/// The resources with code or data of their own: what stands under `nodes` in the manifest, and
/// functions, which stand by themselves there.
public sealed interface Node extends Resource
    permits Model,
        Seed,
        Snapshot,
        Analysis,
        SingularTest,
        GenericTest,
        UnitTestNode,
        UserFunction,
        Operation,
        InlineQuery {

  /// What all kinds of nodes have.
  NodeParts parts();

  /// The same node with other parts.
  Node with(NodeParts parts);

  @Override
  default Identity identity() {
    return parts().identity();
  }

  default RelationName relation() {
    return parts().relation();
  }

  default NodeConfig config() {
    return parts().config();
  }

  /// The config as written, before rendering: what `state:modified` compares.
  default Data.Dict unrenderedConfig() {
    return parts().unrenderedConfig();
  }

  default Properties properties() {
    return parts().properties();
  }

  default Code code() {
    return parts().code();
  }

  default Links links() {
    return parts().links();
  }

  default String description() {
    return properties().description();
  }

  default Map<String, Column> columns() {
    return properties().columns();
  }

  /// What this node reads from and calls.
  default DependsOn dependsOn() {
    return links().dependsOn();
  }

  /// Whether other nodes read it through a common table expression instead of a relation.
  default boolean isEphemeral() {
    return config().materialized().equals("ephemeral");
  }

  /// The version, for a versioned model.
  default Optional<Data> version() {
    return this instanceof Model model ? model.versions().version() : Optional.empty();
  }
}
