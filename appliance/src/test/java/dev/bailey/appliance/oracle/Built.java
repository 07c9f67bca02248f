package dev.bailey.appliance.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an engine leaves behind after a command: its exit code, the relations, and what its
/// artifacts say, each by name.
record Built(
    int exitCode,
    Map<String, Contents.Relation> relations,
    Map<String, String> dependencies,
    Map<String, String> edges,
    Map<String, String> results) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Built of(int exitCode, Path target, Ground ground) {
    JsonNode manifest = read(target.resolve("manifest.json"));
    return new Built(
        exitCode,
        ground.contents(),
        dependencies(manifest),
        edges(manifest),
        results(read(target.resolve("run_results.json"))));
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Every resource with what it depends on. Built-in macros are our own, and call each other
  /// otherwise.
  private static Map<String, String> dependencies(JsonNode manifest) {
    var all = new TreeMap<String, String>();
    for (String section :
        List.of(
            "nodes",
            "sources",
            "exposures",
            "macros",
            "docs",
            "groups",
            "unit_tests",
            "semantic_models",
            "metrics",
            "saved_queries")) {
      manifest
          .path(section)
          .properties()
          .forEach(entry -> {
            String id = entry.getKey();
            if (!id.matches("macro\\.dbt(_duckdb|_postgres|_trino)?\\..*")) {
              all.put(id, entry.getValue().path("depends_on").toString());
            }
          });
    }
    return all;
  }

  private static Map<String, String> edges(JsonNode manifest) {
    var all = new TreeMap<String, String>();
    for (String map : List.of("parent_map", "child_map", "group_map")) {
      manifest
          .path(map)
          .properties()
          .forEach(entry -> all.put(map + " " + entry.getKey(), sorted(entry.getValue())));
    }
    return all;
  }

  private static String sorted(JsonNode ids) {
    var all = new ArrayList<String>();
    ids.forEach(id -> all.add(id.asText()));
    return all.stream().sorted().toList().toString();
  }

  /// The rows of unit tests are written by macros of our own, with white space of their own.
  private static String text(JsonNode result, String field) {
    String text = result.path(field).toString();
    boolean isFixture =
        field.equals("compiled_code") && result.path("unique_id").asText().startsWith("unit_test.");
    return isFixture ? text.replaceAll("(\\\\n|\\s)+", " ") : text;
  }

  /// What became of each node, by the results in a target folder.
  static Map<String, String> results(Path target) {
    return results(read(target.resolve("run_results.json")));
  }

  /// The results without the times they took.
  private static Map<String, String> results(JsonNode results) {
    var all = new TreeMap<String, String>();
    for (JsonNode result : results.path("results")) {
      var said = new ArrayList<String>();
      for (String field :
          List.of(
              "status",
              "message",
              "failures",
              "relation_name",
              "adapter_response",
              "compiled",
              "compiled_code",
              "batch_results")) {
        said.add(field + ": " + text(result, field));
      }
      all.put(result.path("unique_id").asText(), String.join("\n", said));
    }
    return all;
  }
}
