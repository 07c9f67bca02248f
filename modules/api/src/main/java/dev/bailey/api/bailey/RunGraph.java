package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Json;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Set;

/// The graph of a project as the page of a run draws it, cut out of a manifest: a browser never
/// gets the manifest itself, which has tens of megabytes for a large project.
final class RunGraph {
  private static final Set<String> DRAWN = Set.of("model", "seed", "snapshot");

  private RunGraph() {}

  /// Nodes with their parents; tests are left out, because they hang on what they test.
  static ObjectNode of(byte[] manifest) {
    JsonNode root = Json.read(new ByteArrayInputStream(manifest));
    ObjectNode graph = Json.object();
    ArrayNode nodes = graph.putArray("nodes");
    for (String section : new String[] {"sources", "nodes", "exposures"}) {
      for (Map.Entry<String, JsonNode> entry : root.path(section).properties()) {
        JsonNode node = entry.getValue();
        if (!section.equals("nodes") || DRAWN.contains(node.path("resource_type").asText())) {
          nodes.add(drawn(entry.getKey(), node, root.path("parent_map").path(entry.getKey())));
        }
      }
    }
    return graph;
  }

  private static ObjectNode drawn(String id, JsonNode node, JsonNode parents) {
    ObjectNode drawn = Json.object();
    drawn
        .put("unique_id", id)
        .put("name", name(node))
        .put("resource_type", node.path("resource_type").asText())
        .put("materialized", node.path("config").path("materialized").asText(""))
        .put("path", node.path("original_file_path").asText(""))
        .put("description", node.path("description").asText(""));
    ArrayNode up = drawn.putArray("parents");
    parents.forEach(up::add);
    return drawn;
  }

  private static String name(JsonNode node) {
    return node.path("resource_type").asText().equals("source")
        ? node.path("source_name").asText() + "." + node.path("name").asText()
        : node.path("name").asText();
  }
}
