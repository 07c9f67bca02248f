package dev.bailey.project.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.project.compile.CompiledNode;
import dev.bailey.project.graph.Dag;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Doc;
import dev.bailey.project.manifest.Group;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Quoting;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Writes `manifest.json`, version 12.
///
/// @see <a href="https://schemas.getdbt.com/dbt/manifest/v12.json">its schema</a>
public final class ManifestJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private final Manifest manifest;
  private final ManifestMetadata metadata;
  private final Dag dag;

  public ManifestJson(Manifest manifest, ManifestMetadata metadata, Dag dag) {
    this.manifest = manifest;
    this.metadata = metadata;
    this.dag = dag;
  }

  /// The whole file.
  ///
  /// @param files what the invocation made of nodes, by unique id
  public byte[] bytes(Map<String, NodeFiles> files) {
    var out = new ByteArrayOutputStream(1 << 20);
    try {
      write(files, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// Writes the file; `out` stays open.
  public void write(Map<String, NodeFiles> files, OutputStream out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      metadata(json);
      json.writeFieldName("nodes");
      json.writeStartObject();
      for (Node node : manifest.nodes().values()) {
        json.writeFieldName(node.uniqueId());
        node(node, files.getOrDefault(node.uniqueId(), NodeFiles.NONE), json);
      }
      json.writeEndObject();
      resources("sources", manifest.sources(), json);
      resources("macros", manifest.macros(), json);
      resources("docs", manifest.docs(), json);
      resources("exposures", manifest.exposures(), json);
      resources("metrics", manifest.semantics(ResourceType.METRIC), json);
      resources("groups", manifest.groups(), json);
      empty("selectors", json);
      disabled(json);
      edges("parent_map", dag::parents, json);
      edges("child_map", dag::children, json);
      groupMap(json);
      resources("saved_queries", manifest.semantics(ResourceType.SAVED_QUERY), json);
      resources("semantic_models", manifest.semantics(ResourceType.SEMANTIC_MODEL), json);
      resources("unit_tests", manifest.unitTests(), json);
      empty("functions", json);
      json.writeEndObject();
    }
  }

  private void metadata(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeStringField("dbt_schema_version", "https://schemas.getdbt.com/dbt/manifest/v12.json");
    json.writeStringField("dbt_version", metadata.dbtVersion());
    json.writeStringField("generated_at", Times.utc(metadata.generatedAt()));
    json.writeStringField("invocation_id", metadata.invocationId());
    json.writeStringField("invocation_started_at", Times.utc(metadata.invocationStartedAt()));
    json.writeObjectFieldStart("env");
    for (var variable : metadata.env().entrySet()) {
      json.writeStringField(variable.getKey(), variable.getValue());
    }
    json.writeEndObject();
    json.writeStringField("project_name", metadata.projectName());
    json.writeStringField("project_id", metadata.projectId());
    json.writeNullField("user_id");
    json.writeBooleanField("send_anonymous_usage_stats", false);
    json.writeStringField("adapter_type", metadata.adapterType());
    quoting(metadata.quoting(), json);
    json.writeStringField("run_started_at", Times.offset(metadata.invocationStartedAt()));
    json.writeEndObject();
  }

  private static void quoting(Quoting quoting, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("quoting");
    field("database", quoting.database(), json);
    field("schema", quoting.schema(), json);
    field("identifier", quoting.identifier(), json);
    field("column", quoting.column(), json);
    json.writeEndObject();
  }

  private static void field(String name, Optional<Boolean> value, JsonGenerator json)
      throws IOException {
    json.writeFieldName(name);
    DataJson.write(value.map(Data::of).orElse(Data.nothing()), json);
  }

  private void node(Node node, NodeFiles files, JsonGenerator json) throws IOException {
    json.writeStartObject();
    Node known = files.compiled().map(CompiledNode::node).orElse(node);
    for (var entry : ManifestData.of(known).entries().entrySet()) {
      String key = entry.getKey().asText().orElseThrow();
      json.writeFieldName(key);
      switch (key) {
        case "depends_on" -> dependsOn(known, files.compiled(), json);
        case "build_path" -> DataJson.write(Data.of(files.buildPath()), json);
        case "unrendered_config" -> {
          DataJson.write(entry.getValue(), json);
          createdAt(json);
        }
        case "compiled_path" -> {
          DataJson.write(Data.of(files.compiledPath()), json);
          compiled(files.compiled(), json);
        }
        default -> DataJson.write(entry.getValue(), json);
      }
    }
    json.writeEndObject();
  }

  /// To what parsing found dbt adds the macros that were called while the node was compiled and
  /// tested.
  private static void dependsOn(Node node, Optional<CompiledNode> compiled, JsonGenerator json)
      throws IOException {
    var macros = new LinkedHashSet<>(node.dependsOn().macros());
    compiled.ifPresent(one -> macros.addAll(one.macros()));
    json.writeStartObject();
    strings("macros", macros, json);
    if (!(node instanceof Seed)) {
      strings("nodes", node.dependsOn().nodes(), json);
    }
    json.writeEndObject();
  }

  private static void strings(String name, Collection<String> all, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String one : all) {
      json.writeString(one);
    }
    json.writeEndArray();
  }

  private static void compiled(Optional<CompiledNode> compiled, JsonGenerator json)
      throws IOException {
    if (compiled.isEmpty()) {
      return;
    }
    json.writeBooleanField("compiled", true);
    json.writeStringField("compiled_code", compiled.get().code());
    json.writeBooleanField("extra_ctes_injected", true);
    json.writeArrayFieldStart("extra_ctes");
    for (CompiledNode.Cte cte : compiled.get().extraCtes()) {
      json.writeStartObject();
      json.writeStringField("id", cte.id());
      json.writeStringField("sql", cte.sql());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void createdAt(JsonGenerator json) throws IOException {
    Instant at = manifest.createdAt();
    json.writeNumberField("created_at", at.getEpochSecond() + at.getNano() / 1e9);
  }

  private void resources(String name, Map<String, ? extends Resource> resources, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (var entry : resources.entrySet()) {
      json.writeFieldName(entry.getKey());
      resource(entry.getValue(), json);
    }
    json.writeEndObject();
  }

  private void resource(Resource resource, JsonGenerator json) throws IOException {
    if (resource instanceof Node node) {
      node(node, NodeFiles.NONE, json);
      return;
    }
    json.writeStartObject();
    for (var entry : ManifestData.of(resource).entries().entrySet()) {
      json.writeFieldName(entry.getKey().asText().orElseThrow());
      DataJson.write(entry.getValue(), json);
    }
    boolean isDated = !(resource instanceof Doc || resource instanceof Group);
    if (isDated) {
      createdAt(json);
    }
    json.writeEndObject();
  }

  private void disabled(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("disabled");
    for (var entry : manifest.disabled().entrySet()) {
      json.writeArrayFieldStart(entry.getKey());
      for (Resource resource : entry.getValue()) {
        resource(resource, json);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void edges(String name, Function<String, List<String>> edges, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (String id : dag.ids()) {
      json.writeArrayFieldStart(id);
      for (String other : edges.apply(id).stream().sorted().toList()) {
        json.writeString(other);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void groupMap(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("group_map");
    for (Group group : manifest.groups().values()) {
      json.writeArrayFieldStart(group.name());
      for (Node node : manifest.nodes().values()) {
        if (node.properties().group().filter(group.name()::equals).isPresent()) {
          json.writeString(node.uniqueId());
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void empty(String name, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeEndObject();
  }
}
