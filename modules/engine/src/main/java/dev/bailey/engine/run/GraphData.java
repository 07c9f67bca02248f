package dev.bailey.engine.run;

import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What templates see as `graph`: the manifest as plain data, made once, when the first asks.
/// Packages keep notes in it from node to node, as dbt's `graph` is one for the whole run.
public final class GraphData {
  private final Manifest manifest;
  private final DictValue notes = DictValue.shared();
  private @Nullable Data made;

  public GraphData(Manifest manifest) {
    this.manifest = manifest;
  }

  /// A copy of the manifest that the template may change, and the notes of all templates.
  Value value() {
    if (!(Values.of(data()) instanceof DictValue manifest)) {
      throw new IllegalStateException("a graph is a dictionary");
    }
    return DictValue.around(new GraphEntries(manifest.entries(), notes.entries()));
  }

  private synchronized Data data() {
    Data data = made;
    if (data == null) {
      data = make();
      made = data;
    }
    return data;
  }

  private Data make() {
    var graph = new LinkedHashMap<String, Data>();
    graph.put("exposures", all(manifest.exposures()));
    graph.put("functions", all(manifest.functions()));
    graph.put("groups", all(manifest.groups()));
    graph.put("metrics", all(manifest.semantics(ResourceType.METRIC)));
    graph.put("nodes", all(manifest.nodesWithoutFunctions()));
    graph.put("sources", all(manifest.sources()));
    graph.put("semantic_models", all(manifest.semantics(ResourceType.SEMANTIC_MODEL)));
    graph.put("saved_queries", all(manifest.semantics(ResourceType.SAVED_QUERY)));
    graph.put("unit_tests", all(manifest.unitTests()));
    return Data.dict(graph);
  }

  private static Data all(Map<String, ? extends Resource> resources) {
    var all = new LinkedHashMap<String, Data>();
    resources.forEach((id, resource) -> all.put(id, ManifestData.of(resource)));
    return Data.dict(all);
  }

  /// An empty graph, for templates that run before there is one.
  static DictValue none() {
    return DictValue.empty();
  }
}
