package dev.bailey.engine.run;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.selection.StateManifest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The relations of another environment that stand in for those which this one lacks: `--defer`.
///
/// https://docs.getdbt.com/reference/node-selection/defer
///
/// @param relations by the unique id of the node
/// @param refs whether `ref` leads to them; else only `clone` uses them
/// @param favored whether `ref` of what is not selected leads there even where the relation exists
///   here
public record Deferral(Map<String, RelationName> relations, boolean refs, boolean favored) {
  public static final Deferral NONE = new Deferral(Map.of(), false, false);

  private static final Set<String> REFABLE = Set.of("model", "seed", "snapshot", "function");

  public Deferral {
    relations = Map.copyOf(relations);
  }

  /// The relations of a manifest that `ref` can lead to.
  public static Map<String, RelationName> relations(StateManifest manifest) {
    var relations = new HashMap<String, RelationName>();
    manifest
        .resources()
        .forEach((id, node) -> {
          boolean isEphemeral =
              node.find("config").orElse(Data.nothing()) instanceof Data.Dict config
                  && text(config, "materialized").filter("ephemeral"::equals).isPresent();
          if (!isEphemeral && text(node, "resource_type").filter(REFABLE::contains).isPresent()) {
            relations.put(
                id,
                new RelationName(
                    text(node, "database"),
                    text(node, "schema").orElse(""),
                    text(node, "alias").orElse(""),
                    text(node, "relation_name")));
          }
        });
    return relations;
  }

  private static Optional<String> text(Data.Dict dict, String key) {
    return dict.find(key).flatMap(Data::asText);
  }

  /// What stands in for a node, whether or not it exists here.
  Optional<RelationName> of(String uniqueId) {
    return Optional.ofNullable(relations.get(uniqueId));
  }

  /// What `ref` may lead to instead of the node.
  Optional<RelationName> ofRef(String uniqueId) {
    return refs ? of(uniqueId) : Optional.empty();
  }
}
