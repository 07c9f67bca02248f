package dev.bailey.project.config;

import dev.bailey.project.manifest.Data;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One section of config in `dbt_project.yml`, such as `models`: keys at each level apply to all
/// resources below it. Immutable, and equal only to itself.
public final class ConfigTree {
  private static final ConfigTree EMPTY = new ConfigTree(Data.noEntries());

  private final Data.Dict written;
  private final Data.Dict keys;
  private final Map<String, ConfigTree> below = new HashMap<>();

  /// @param written the section as written
  public ConfigTree(Data.Dict written) {
    this.written = written;
    var own = new LinkedHashMap<Data, Data>();
    for (Map.Entry<Data, Data> entry : written.entries().entrySet()) {
      String key = entry.getKey().asText().orElse("");
      if (key.startsWith("+")) {
        own.put(Data.of(key.substring(1).strip()), entry.getValue());
      } else if (!(entry.getValue() instanceof Data.Dict)) {
        own.put(entry.getKey(), entry.getValue());
      }
      if (entry.getValue() instanceof Data.Dict dict) {
        below.put(key, new ConfigTree(dict));
      }
    }
    this.keys = new Data.Dict(own);
  }

  /// No config at all.
  public static ConfigTree empty() {
    return EMPTY;
  }

  /// The section as written.
  public Data.Dict written() {
    return written;
  }

  /// The config keys of this level: those with a plus, and those that cannot be folders.
  public Data.Dict keys() {
    return keys;
  }

  /// The levels that apply to a resource, the most general first.
  public List<ConfigTree> levels(List<String> fqn) {
    var levels = new ArrayList<ConfigTree>(fqn.size() + 1);
    levels.add(this);
    ConfigTree level = this;
    for (String segment : fqn) {
      level = level.below.get(segment);
      if (level == null) {
        break;
      }
      levels.add(level);
    }
    return levels;
  }
}
