package dev.bailey.engine.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.project.artifact.DataJson;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes `catalog.json`, version 1, from the rows that a warehouse's catalog gives.
///
/// @see <a href="https://schemas.getdbt.com/dbt/catalog/v1.json">its schema</a>
public final class CatalogJson {
  private final Map<Key, List<Row>> relations = new LinkedHashMap<>();

  private CatalogJson(List<Row> rows) {
    rows.forEach(row -> relations.computeIfAbsent(row.key(), _ -> new ArrayList<>()).add(row));
  }

  /// One column of one relation, as the macro `get_catalog` names its parts: `table_database`,
  /// `table_schema`, `table_name`, `table_type`, `table_comment`, `column_name`, `column_index`,
  /// `column_type`, `column_comment`, `table_owner`, and `stats:<id>:<part>`.
  public record Row(Map<String, Data> values) {
    public Row {
      values = Map.copyOf(values);
    }

    private String text(String name) {
      return values.getOrDefault(name, Data.nothing()).asText().orElse("");
    }

    private Data data(String name) {
      return values.getOrDefault(name, Data.nothing());
    }

    private Key key() {
      return Key.of(text("table_database"), text("table_schema"), text("table_name"));
    }
  }

  /// Names are compared without regard to case, as dbt does.
  private record Key(String database, String schema, String name) {
    static Key of(String database, String schema, String name) {
      return new Key(
          database.toLowerCase(Locale.ROOT),
          schema.toLowerCase(Locale.ROOT),
          name.toLowerCase(Locale.ROOT));
    }

    static Key of(RelationName relation) {
      return of(relation.database().orElse(""), relation.schema(), relation.alias());
    }
  }

  /// The whole file.
  ///
  /// @param rows empty for `--empty-catalog`
  public static byte[] bytes(ArtifactMetadata metadata, Manifest manifest, List<Row> rows) {
    var catalog = new CatalogJson(rows);
    return Artifact.bytes(json -> {
      metadata.write("catalog/v1", json);
      json.writeObjectFieldStart("nodes");
      for (Node node : manifest.nodes().values()) {
        if (hasRelation(node)) {
          catalog.relation(node.uniqueId(), node.relation(), json);
        }
      }
      json.writeEndObject();
      json.writeObjectFieldStart("sources");
      for (var source : manifest.sources().values()) {
        catalog.relation(source.uniqueId(), source.relation(), json);
      }
      json.writeEndObject();
      json.writeNullField("errors");
    });
  }

  private static boolean hasRelation(Node node) {
    return node instanceof Seed
        || node instanceof Snapshot
        || (node instanceof Model && !node.isEphemeral());
  }

  private void relation(String uniqueId, RelationName relation, JsonGenerator json)
      throws IOException {
    List<Row> rows = relations.get(Key.of(relation));
    if (rows == null) {
      return;
    }
    Row first = rows.getFirst();
    json.writeObjectFieldStart(uniqueId);
    json.writeObjectFieldStart("metadata");
    json.writeStringField("type", first.text("table_type"));
    json.writeStringField("schema", first.text("table_schema"));
    json.writeStringField("name", first.text("table_name"));
    field("database", first.data("table_database"), json);
    field("comment", first.data("table_comment"), json);
    field("owner", first.data("table_owner"), json);
    json.writeEndObject();
    columns(rows, json);
    statistics(first, json);
    json.writeStringField("unique_id", uniqueId);
    json.writeEndObject();
  }

  private static void field(String name, Data value, JsonGenerator json) throws IOException {
    json.writeFieldName(name);
    DataJson.write(value, json);
  }

  private static void columns(List<Row> rows, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("columns");
    for (Row row : rows) {
      json.writeObjectFieldStart(row.text("column_name"));
      json.writeStringField("type", row.text("column_type"));
      field("index", row.data("column_index"), json);
      json.writeStringField("name", row.text("column_name"));
      field("comment", row.data("column_comment"), json);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /// A warehouse may give numbers such as the size of a table; dbt says so when it does not.
  private static void statistics(Row row, JsonGenerator json) throws IOException {
    var statistics = new TreeMap<String, Map<String, Data>>();
    row.values()
        .forEach((name, value) -> {
          String[] parts = name.split(":", -1);
          if (parts.length == 3 && parts[0].equals("stats")) {
            statistics.computeIfAbsent(parts[1], _ -> new LinkedHashMap<>()).put(parts[2], value);
          }
        });
    statistics.values().removeIf(parts -> !included(parts));
    json.writeObjectFieldStart("stats");
    for (var statistic : statistics.entrySet()) {
      statistic(statistic.getKey(), statistic.getValue(), json);
    }
    statistic(
        "has_stats",
        Map.of(
            "label", Data.of("Has Stats?"),
            "value", Data.of(!statistics.isEmpty()),
            "include", Data.of(false),
            "description", Data.of("Indicates whether there are statistics for this table")),
        json);
    json.writeEndObject();
  }

  private static boolean included(Map<String, Data> parts) {
    return Optional.ofNullable(parts.get("include")).map(Data::truth).orElse(false);
  }

  private static void statistic(String id, Map<String, Data> parts, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(id);
    json.writeStringField("id", id);
    for (String part : List.of("label", "value", "include", "description")) {
      field(part, parts.getOrDefault(part, Data.nothing()), json);
    }
    json.writeEndObject();
  }
}
