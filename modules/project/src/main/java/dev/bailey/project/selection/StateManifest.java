package dev.bailey.project.selection;

import dev.bailey.project.manifest.Data;
import java.util.Map;

/// An earlier manifest in the shape of `manifest.json`: each resource by its unique id, and macros
/// by theirs.
public record StateManifest(Map<String, Data.Dict> resources, Map<String, Data.Dict> macros) {
  public StateManifest {
    resources = Map.copyOf(resources);
    macros = Map.copyOf(macros);
  }
}
