package dev.bailey.project.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.project.manifest.Column;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SemanticDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Writes `semantic_manifest.json`: semantic models, metrics and saved queries as whoever computes
/// metrics reads them, with the time spines of the project.
///
/// https://docs.getdbt.com/reference/artifacts/sl-manifest
public final class SemanticManifestJson {
  /// What the manifest says of each resource, and this file does not.
  private static final Set<String> OF_DBT =
      Set.of(
          "resource_type",
          "package_name",
          "path",
          "original_file_path",
          "unique_id",
          "fqn",
          "unrendered_config",
          "group",
          "refs",
          "depends_on",
          "model",
          "sources",
          "tags",
          "meta",
          "metrics");

  private static final String LEGACY_SPINE = "metricflow_time_spine";

  private final Manifest manifest;

  public SemanticManifestJson(Manifest manifest) {
    this.manifest = manifest;
  }

  /// The whole file.
  public byte[] bytes() {
    var out = new java.io.ByteArrayOutputStream();
    out.write('{');
    out.writeBytes(ManifestParts.members(this::write));
    out.write('}');
    return out.toByteArray();
  }

  private void write(JsonGenerator json) throws java.io.IOException {
    write("semantic_models", all(ResourceType.SEMANTIC_MODEL, SemanticManifestJson::model), json);
    write("metrics", all(ResourceType.METRIC, SemanticManifestJson::metric), json);
    write("project_configuration", configuration(), json);
    write("saved_queries", all(ResourceType.SAVED_QUERY, SemanticManifestJson::query), json);
  }

  private static void write(String name, Data data, JsonGenerator json) throws java.io.IOException {
    json.writeFieldName(name);
    DataJson.write(data, json);
  }

  private Data all(ResourceType type, UnaryOperator<Data.Dict> form) {
    var all = new ArrayList<Data>();
    for (SemanticDefinition one : manifest.semantics(type).values()) {
      all.add(form.apply(ManifestData.of(one)));
    }
    return new Data.Items(all);
  }

  private static Data.Dict model(Data.Dict model) {
    Data.Dict own = without(model, OF_DBT).with("config", settings(model));
    return each(
        each(own, "entities", SemanticManifestJson::described),
        "measures",
        SemanticManifestJson::described);
  }

  private static Data.Dict described(Data.Dict part) {
    return part.with("metadata", part.find("metadata").orElse(Data.nothing()));
  }

  private static Data.Dict metric(Data.Dict metric) {
    return without(metric, OF_DBT)
        .with("config", settings(metric))
        .with("datatype", Data.nothing());
  }

  /// The tags of a saved query are its own.
  private static Data.Dict query(Data.Dict query) {
    Data.Dict own = without(query, OF_DBT).with("tags", query.find("tags").orElse(Data.noItems()));
    return each(without(own, Set.of("config")), "exports", SemanticManifestJson::export);
  }

  private static Data.Dict export(Data.Dict export) {
    Data.Dict config = without(export.dict("config"), Set.of("database"));
    return without(export, Set.of("unrendered_config")).with("config", config);
  }

  private static Data settings(Data.Dict resource) {
    return Data.noEntries().with("meta", resource.dict("config").dict("meta"));
  }

  private static Data.Dict without(Data.Dict all, Set<String> keys) {
    var kept = new LinkedHashMap<Data, Data>();
    all.entries()
        .forEach((key, value) -> {
          if (key.asText().filter(keys::contains).isEmpty()) {
            kept.put(key, value);
          }
        });
    return new Data.Dict(kept);
  }

  private static Data.Dict each(Data.Dict all, String key, UnaryOperator<Data.Dict> form) {
    return all.find(key).orElse(Data.nothing()) instanceof Data.Items(List<Data> items)
        ? all.with(
            key,
            new Data.Items(
                items.stream()
                    .map(item -> item instanceof Data.Dict dict ? form.apply(dict) : item)
                    .toList()))
        : all;
  }

  /// The version is that of the interfaces whose form this file has.
  private Data configuration() {
    var version = new LinkedHashMap<String, Data>();
    version.put("major_version", Data.of("0"));
    version.put("minor_version", Data.of("213"));
    version.put("patch_version", Data.of("0"));
    var configuration = new LinkedHashMap<String, Data>();
    configuration.put("time_spine_table_configurations", new Data.Items(legacySpines()));
    configuration.put("metadata", Data.nothing());
    configuration.put("dsi_package_version", Data.dict(version));
    configuration.put("time_spines", new Data.Items(spines()));
    return Data.dict(configuration);
  }

  /// The model that was a time spine by its name, before models could say so.
  private List<Data> legacySpines() {
    if (manifest.semantics(ResourceType.SEMANTIC_MODEL).isEmpty()) {
      return List.of();
    }
    var found = new ArrayList<Data>();
    for (Node node : manifest.nodes().values()) {
      if (node instanceof Model model
          && model.name().equals(LEGACY_SPINE)
          && model.timeSpine().isEmpty()) {
        var spine = new LinkedHashMap<String, Data>();
        spine.put("location", Data.of(model.relation().rendered()));
        spine.put("column_name", Data.of("date_day"));
        spine.put("grain", Data.of("day"));
        found.add(Data.dict(spine));
      }
    }
    return found;
  }

  private List<Data> spines() {
    var spines = new ArrayList<Data>();
    for (Node node : manifest.nodes().values()) {
      if (node instanceof Model model && model.timeSpine().isPresent()) {
        spines.add(spine(model, model.timeSpine().get()));
      }
    }
    return spines;
  }

  private static Data spine(Model model, Data.Dict said) {
    String name = said.find("standard_granularity_column").flatMap(Data::asText).orElse("");
    var column = new LinkedHashMap<String, Data>();
    column.put("name", Data.of(name));
    column.put("time_granularity", granularity(model.columns().get(name)));
    var spine = new LinkedHashMap<String, Data>();
    spine.put("node_relation", relation(model.relation()));
    spine.put("primary_column", Data.dict(column));
    spine.put("custom_granularities", said.find("custom_granularities").orElse(Data.noItems()));
    return Data.dict(spine);
  }

  private static Data granularity(@org.jspecify.annotations.Nullable Column column) {
    return Optional.ofNullable(column)
        .flatMap(one -> one.extra().find("granularity"))
        .orElse(Data.nothing());
  }

  private static Data relation(RelationName relation) {
    Map<String, Data> all = new LinkedHashMap<>();
    all.put("alias", Data.of(relation.alias()));
    all.put("schema_name", Data.of(relation.schema()));
    all.put("database", Data.of(relation.database()));
    all.put("relation_name", Data.of(relation.rendered()));
    return Data.dict(all);
  }
}
