package dev.bailey.project.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.project.compile.CompiledNode;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Doc;
import dev.bailey.project.manifest.Group;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.Seed;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;

/// Writes the resources of a manifest.
final class ResourceJson {
  private final Instant createdAt;

  /// @param createdAt what dbt says of every resource
  ResourceJson(Instant createdAt) {
    this.createdAt = createdAt;
  }

  void resource(Resource resource, JsonGenerator json) throws IOException {
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

  void node(Node node, NodeFiles files, JsonGenerator json) throws IOException {
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
    json.writeNumberField("created_at", createdAt.getEpochSecond() + createdAt.getNano() / 1e9);
  }
}
