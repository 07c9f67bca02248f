package dev.bailey.project.config;

import dev.bailey.project.manifest.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// dbt's rules for putting one layer of config over another: some keys are appended to, some are
/// updated key by key, all others replaced.
public final class ConfigMerge {
  private static final Set<String> APPENDED = Set.of("tags", "pre-hook", "post-hook", "packages");
  private static final Set<String> UPDATED =
      Set.of("meta", "quoting", "column_types", "docs", "contract", "latest_version_pointer");

  private ConfigMerge() {}

  /// `low` with `high` over it.
  public static Data.Dict over(Data.Dict low, Data.Dict high) {
    if (high.isEmpty()) {
      return low;
    }
    var merged = new LinkedHashMap<>(low.entries());
    high.entries().forEach((key, value) -> put(merged, name(key), value));
    return new Data.Dict(merged);
  }

  /// A `config()` call with the manifest's names of its keys.
  public static Data.Dict named(Data.Dict call) {
    var named = new LinkedHashMap<Data, Data>();
    call.entries().forEach((key, value) -> named.put(name(key), value));
    return new Data.Dict(named);
  }

  /// The manifest's name of a config key.
  static Data name(Data key) {
    return switch (key) {
      case Data.Text(String text) when text.equals("pre_hook") -> Data.of("pre-hook");
      case Data.Text(String text) when text.equals("post_hook") -> Data.of("post-hook");
      default -> key;
    };
  }

  private static void put(Map<Data, Data> merged, Data key, Data value) {
    Data before = merged.getOrDefault(key, Data.nothing());
    String name = name(key).asText().orElse("");
    if (APPENDED.contains(name)) {
      // dbt appends a null, too
      Data more = value instanceof Data.Nothing ? new Data.Items(List.of(value)) : value;
      merged.put(key, list(before).plus(list(more)));
    } else if (UPDATED.contains(name) && value instanceof Data.Dict more) {
      merged.put(key, before instanceof Data.Dict dict ? dict.updated(more) : more);
    } else if (name.equals("grants") && value instanceof Data.Dict more) {
      merged.put(key, grants(before instanceof Data.Dict dict ? dict : Data.noEntries(), more));
    } else {
      merged.put(key, value);
    }
  }

  /// A `+` before a privilege adds grantees instead of replacing them.
  private static Data.Dict grants(Data.Dict before, Data.Dict more) {
    var merged = new LinkedHashMap<>(before.entries());
    more.entries()
        .forEach((key, value) -> {
          String name = key.asText().orElse("");
          if (name.startsWith("+")) {
            Data privilege = Data.of(name.substring(1));
            merged.put(
                privilege, list(merged.getOrDefault(privilege, Data.noItems())).plus(list(value)));
          } else {
            merged.put(key, list(value));
          }
        });
    return new Data.Dict(merged);
  }

  /// A single value counts as a list of one.
  static Data.Items list(Data value) {
    return switch (value) {
      case Data.Nothing _ -> Data.noItems();
      case Data.Items items -> items;
      default -> new Data.Items(List.of(value));
    };
  }

  /// What several `config()` calls in one file amount to, and what the file's own layer holds.
  public static Data.Dict calls(Data.Dict earlier, Data.Dict later) {
    var merged = new LinkedHashMap<>(earlier.entries());
    later
        .entries()
        .forEach((key, value) -> {
          String name = name(key).asText().orElse("");
          // from the second call on, dbt makes a list of each value that is appended
          boolean isAppended = APPENDED.contains(name) && !earlier.isEmpty();
          if (isAppended || (merged.containsKey(key) && UPDATED.contains(name))) {
            put(merged, key, value);
          } else {
            merged.put(key, value);
          }
        });
    return new Data.Dict(merged);
  }

  /// Each once, in the order of first appearance.
  public static List<String> distinct(List<String> texts) {
    return List.copyOf(new java.util.LinkedHashSet<>(new ArrayList<>(texts)));
  }
}
