package dev.bailey.project.manifest;

import java.util.Optional;

/// A table that others load.
///
/// @param source what the table's source says
/// @param relation where it stands
/// @param freshness empty when it is switched off
/// @param unrenderedDatabase as written
/// @param unrenderedSchema as written
public record SourceDefinition(
    Identity identity,
    SourceGroup source,
    RelationName relation,
    Quoting quoting,
    LoadedAt loadedAt,
    Optional<Freshness> freshness,
    Optional<Data.Dict> external,
    Properties properties,
    NodeConfig config,
    Data.Dict unrenderedConfig,
    Optional<String> unrenderedDatabase,
    Optional<String> unrenderedSchema)
    implements Resource {

  /// The source around the table.
  public record SourceGroup(String name, String description, String loader, Data.Dict meta) {}

  /// How the age of its data is found.
  public record LoadedAt(Optional<String> field, Optional<String> query) {}

  /// The same source, under another name in SQL.
  public SourceDefinition renderedAs(String text) {
    var named =
        new RelationName(
            relation.database(), relation.schema(), relation.alias(), Optional.of(text));
    return new SourceDefinition(
        identity,
        source,
        named,
        quoting,
        loadedAt,
        freshness,
        external,
        properties,
        config,
        unrenderedConfig,
        unrenderedDatabase,
        unrenderedSchema);
  }

  /// The name in the warehouse.
  public String identifier() {
    return relation.alias();
  }
}
