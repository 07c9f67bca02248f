package dev.bailey.project.config;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.yaml.PythonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Gives merged config values the shape that the manifest has: lists where one value was written,
/// hooks as dictionaries, nested objects with all their keys.
final class ConfigFinish {
  private static final List<String> TEXTS_OF_ALL =
      List.of(
          "alias",
          "schema",
          "database",
          "group",
          "static_analysis",
          "materialized",
          "incremental_strategy",
          "on_schema_change");
  private static final Map<ResourceType, List<String>> TEXTS =
      Map.of(
          ResourceType.SEED,
          List.of("delimiter"),
          ResourceType.SNAPSHOT,
          List.of(
              "strategy", "target_schema", "target_database", "updated_at", "dbt_valid_to_current"),
          ResourceType.TEST,
          List.of("store_failures_as", "where", "fail_calc", "warn_if", "error_if"),
          ResourceType.FUNCTION,
          List.of("runtime_version", "entry_point"));

  /// Those that are never null.
  private static final Set<String> ALWAYS =
      Set.of("materialized", "delimiter", "fail_calc", "warn_if", "error_if");

  private ConfigFinish() {}

  static Data.Dict of(ResourceType type, Data.Dict merged) {
    Data.Dict defaults = ConfigSchema.defaults(type);
    var values = new LinkedHashMap<>(merged.entries());
    Stream.concat(TEXTS_OF_ALL.stream(), TEXTS.getOrDefault(type, List.of()).stream())
        .filter(key -> defaults.find(key).isPresent())
        .forEach(key ->
            values.computeIfPresent(Data.of(key), (_, value) -> text(value, ALWAYS.contains(key))));
    for (String key : List.of("tags", "packages")) {
      values.computeIfPresent(Data.of(key), (_, value) -> texts(value));
    }
    for (String key : List.of("pre-hook", "post-hook")) {
      values.computeIfPresent(Data.of(key), (_, value) -> hooks(value));
    }
    for (String key :
        List.of("docs", "contract", "latest_version_pointer", "snapshot_meta_column_names")) {
      values.computeIfPresent(Data.of(key), (_, value) -> filled(defaults, key, value));
    }
    for (String key : List.of("unique_key", "check_cols")) {
      values.computeIfPresent(Data.of(key), (_, value) -> textOrTexts(value));
    }
    // these cannot be taken away
    for (String key : List.of("lookback", "on_schema_change")) {
      defaults.find(key).ifPresent(one -> values.replace(Data.of(key), Data.nothing(), one));
    }
    if (type == ResourceType.TEST) {
      finishFailures(values);
    }
    return new Data.Dict(values);
  }

  /// What is no text becomes one, as Python prints it.
  private static Data text(Data value, boolean always) {
    return value instanceof Data.Text || (value instanceof Data.Nothing && !always)
        ? value
        : Data.of(PythonText.str(value));
  }

  /// Numbers and whatever else as Python prints them.
  private static Data texts(Data value) {
    return new Data.Items(
        ConfigMerge.list(value).items().stream()
            .<Data>map(one -> Data.of(PythonText.str(one)))
            .toList());
  }

  /// One text, several, or null; of a dictionary its keys.
  private static Data textOrTexts(Data value) {
    return switch (value) {
      case Data.Items items -> texts(items);
      case Data.Dict dict -> texts(new Data.Items(List.copyOf(dict.entries().keySet())));
      default -> text(value, false);
    };
  }

  /// A nested object with the keys that were not written, and none that dbt does not know.
  private static Data filled(Data.Dict defaults, String key, Data value) {
    if (!(defaults.find(key).orElse(Data.nothing()) instanceof Data.Dict all)
        || !(value instanceof Data.Dict written)) {
      return value;
    }
    var known = new LinkedHashMap<>(all.entries());
    written.entries().forEach((name, one) -> known.replace(name, one));
    return new Data.Dict(known);
  }

  private static Data hooks(Data value) {
    return new Data.Items(
        ConfigMerge.list(value).items().stream().map(ConfigFinish::hook).toList());
  }

  private static Data hook(Data value) {
    Data.Dict written =
        value instanceof Data.Dict dict ? dict : Data.noEntries().with("sql", value);
    var hook = new LinkedHashMap<String, Data>();
    hook.put("sql", written.find("sql").orElse(Data.nothing()));
    hook.put("transaction", written.find("transaction").orElse(Data.of(true)));
    hook.put("index", written.find("index").orElse(Data.nothing()));
    return Data.dict(hook);
  }

  /// `store_failures_as` decides when it is given, and follows from `store_failures` when not.
  private static void finishFailures(Map<Data, Data> values) {
    Data store = values.getOrDefault(Data.of("store_failures"), Data.nothing());
    Data as = values.getOrDefault(Data.of("store_failures_as"), Data.nothing());
    if (as instanceof Data.Text(String kind)) {
      values.put(Data.of("store_failures"), Data.of(!kind.equals("ephemeral")));
    } else if (store instanceof Data.Truth(boolean stored)) {
      values.put(Data.of("store_failures_as"), Data.of(stored ? "table" : "ephemeral"));
    }
  }
}
