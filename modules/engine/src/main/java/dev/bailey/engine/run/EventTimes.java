package dev.bailey.engine.run;

import dev.bailey.project.manifest.Column;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.Quoting;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.Snapshot;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.relation.RelationStyle;
import java.util.Map;
import java.util.Optional;

/// The columns that say when something happened: the config `event_time`.
final class EventTimes {
  private EventTimes() {}

  /// The column of a resource as SQL writes it, between quotes where the column, or else the
  /// source, asks for that.
  static Optional<String> field(Resource resource, RelationStyle style) {
    return switch (resource) {
      case Model node -> field(node, style);
      case Seed node -> field(node, style);
      case Snapshot node -> field(node, style);
      case SourceDefinition source ->
          field(source.config(), source.properties().columns(), source.quoting(), style);
      default -> Optional.empty();
    };
  }

  private static Optional<String> field(Node node, RelationStyle style) {
    return field(node.config(), node.properties().columns(), Quoting.NONE, style);
  }

  private static Optional<String> field(
      NodeConfig config, Map<String, Column> columns, Quoting quoting, RelationStyle style) {
    return config
        .text("event_time")
        .map(name ->
            isQuoted(name, columns, quoting)
                ? style.quoteCharacter() + name + style.quoteCharacter()
                : name);
  }

  private static boolean isQuoted(String name, Map<String, Column> columns, Quoting quoting) {
    return Optional.ofNullable(columns.get(name))
        .flatMap(Column::quote)
        .or(quoting::column)
        .orElse(false);
  }
}
