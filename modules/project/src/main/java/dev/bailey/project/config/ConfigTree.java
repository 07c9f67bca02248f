package dev.bailey.project.config;

import dev.bailey.project.manifest.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One section of config in `dbt_project.yml`, such as `models`: keys at each level apply to all
/// resources below it.
///
/// @param root the section as written
public record ConfigTree(Data.Dict root) {
  private static final ConfigTree EMPTY = new ConfigTree(Data.noEntries());

  /// No config at all.
  public static ConfigTree empty() {
    return EMPTY;
  }

  /// The layers that apply to a resource, the most general first.
  public List<Data.Dict> layers(List<String> fqn) {
    if (root.isEmpty()) {
      return List.of();
    }
    var layers = new ArrayList<Data.Dict>();
    layers.add(keys(root));
    Data.Dict level = root;
    for (String segment : fqn) {
      if (!(level.find(segment).orElse(Data.nothing()) instanceof Data.Dict next)) {
        break;
      }
      layers.add(keys(next));
      level = next;
    }
    return layers;
  }

  /// The config keys of one level: those with a plus, and those that cannot be folders.
  private static Data.Dict keys(Data.Dict level) {
    var keys = new LinkedHashMap<Data, Data>();
    for (Map.Entry<Data, Data> entry : level.entries().entrySet()) {
      String key = entry.getKey().asText().orElse("");
      if (key.startsWith("+")) {
        keys.put(Data.of(key.substring(1).strip()), entry.getValue());
      } else if (!(entry.getValue() instanceof Data.Dict)) {
        keys.put(entry.getKey(), entry.getValue());
      }
    }
    return new Data.Dict(keys);
  }
}
