package dev.bailey.project.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is said of a resource beyond its config.
///
/// @param docBlocks unique ids of the docs blocks in the description
/// @param columns by name, in the order of the file
/// @param tags each once; the config may hold some twice
/// @param group the group of a model, also of its tests
/// @param patchPath the properties file as `package://path`
public record Properties(
    String description,
    List<String> docBlocks,
    Map<String, Column> columns,
    List<String> tags,
    Optional<String> group,
    Optional<String> patchPath) {
  public static final Properties NONE =
      new Properties("", List.of(), Map.of(), List.of(), Optional.empty(), Optional.empty());

  public Properties {
    docBlocks = List.copyOf(docBlocks);
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    tags = List.copyOf(tags);
  }

  Properties with(Map<String, Column> other) {
    return new Properties(description, docBlocks, other, tags, group, patchPath);
  }
}
