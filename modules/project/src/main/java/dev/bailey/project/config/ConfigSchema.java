package dev.bailey.project.config;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The config keys that each kind of resource knows, with dbt's defaults.
final class ConfigSchema {
  private static final Data NULL = Data.nothing();
  private static final Data EMPTY = Data.noEntries();
  private static final Data NONE = Data.noItems();

  private static final Map<ResourceType, Data.Dict> DEFAULTS = defaults();

  private ConfigSchema() {}

  /// The defaults of `type`; only `enabled`, `tags` and `meta` for kinds without a schema here.
  static Data.Dict defaults(ResourceType type) {
    return DEFAULTS.getOrDefault(type, reference());
  }

  private static Map<ResourceType, Data.Dict> defaults() {
    return Map.ofEntries(
        Map.entry(ResourceType.MODEL, model()),
        Map.entry(ResourceType.SEED, seed()),
        Map.entry(ResourceType.SNAPSHOT, snapshot()),
        Map.entry(ResourceType.FUNCTION, function()),
        Map.entry(ResourceType.TEST, test()),
        Map.entry(ResourceType.ANALYSIS, node("view")),
        Map.entry(ResourceType.OPERATION, node("view")),
        Map.entry(ResourceType.SQL_OPERATION, node("view")),
        Map.entry(ResourceType.SOURCE, source()),
        Map.entry(ResourceType.EXPOSURE, reference()),
        Map.entry(ResourceType.UNIT_TEST, reference().with("static_analysis", NULL)),
        Map.entry(ResourceType.SEMANTIC_MODEL, semantic()),
        Map.entry(ResourceType.METRIC, semantic()),
        Map.entry(
            ResourceType.SAVED_QUERY,
            semantic()
                .with("export_as", NULL)
                .with("schema", NULL)
                .with("cache", Data.noEntries().with("enabled", Data.of(false)))));
  }

  private static Data.Dict node(String materialized) {
    var all = new LinkedHashMap<String, Data>(common());
    all.put("materialized", Data.of(materialized));
    all.put("incremental_strategy", NULL);
    all.put("batch_size", NULL);
    all.put("lookback", Data.of(1));
    all.put("begin", NULL);
    all.put("persist_docs", EMPTY);
    all.put("post-hook", NONE);
    all.put("pre-hook", NONE);
    all.put("quoting", EMPTY);
    all.put("column_types", EMPTY);
    all.put("full_refresh", NULL);
    all.put("unique_key", NULL);
    all.put("on_schema_change", Data.of("ignore"));
    all.put("on_configuration_change", Data.of("apply"));
    all.put("grants", EMPTY);
    all.put("packages", NONE);
    all.put("docs", nested("show", Data.of(true), "node_color", NULL));
    all.put("contract", nested("enforced", Data.of(false), "alias_types", Data.of(true)));
    all.put("event_time", NULL);
    all.put("concurrent_batches", NULL);
    return Data.dict(all);
  }

  private static Map<String, Data> common() {
    var all = new LinkedHashMap<String, Data>();
    all.put("enabled", Data.of(true));
    for (String key : List.of("alias", "schema", "database")) {
      all.put(key, NULL);
    }
    all.put("tags", NONE);
    all.put("meta", EMPTY);
    all.put("group", NULL);
    all.put("static_analysis", NULL);
    return all;
  }

  private static Data.Dict model() {
    return node("view")
        .with("access", Data.of("protected"))
        .with("freshness", NULL)
        .with("on_error", NULL)
        .with("latest_version_pointer", nested("enabled", NULL, "alias", NULL));
  }

  private static Data.Dict seed() {
    return node("seed").with("delimiter", Data.of(",")).with("quote_columns", NULL);
  }

  private static Data.Dict snapshot() {
    var columns = new LinkedHashMap<String, Data>();
    for (String name :
        List.of(
            "dbt_valid_to", "dbt_valid_from", "dbt_scd_id", "dbt_updated_at", "dbt_is_deleted")) {
      columns.put(name, NULL);
    }
    Data.Dict all = node("snapshot");
    for (String key :
        List.of("strategy", "target_schema", "target_database", "updated_at", "check_cols")) {
      all = all.with(key, NULL);
    }
    return all.with("snapshot_meta_column_names", Data.dict(columns))
        .with("dbt_valid_to_current", NULL);
  }

  private static Data.Dict function() {
    return node("function")
        .with("type", Data.of("scalar"))
        .with("volatility", NULL)
        .with("runtime_version", NULL)
        .with("entry_point", NULL)
        .with("snowflake", Data.noEntries().with("quote_args", Data.of(true)));
  }

  private static Data.Dict test() {
    var all = new LinkedHashMap<String, Data>(common());
    all.put("schema", Data.of("dbt_test__audit"));
    all.put("materialized", Data.of("test"));
    all.put("severity", Data.of("ERROR"));
    for (String key :
        List.of("store_failures", "store_failures_as", "sql_header", "where", "limit")) {
      all.put(key, NULL);
    }
    all.put("fail_calc", Data.of("count(*)"));
    all.put("warn_if", Data.of("!= 0"));
    all.put("error_if", Data.of("!= 0"));
    return Data.dict(all);
  }

  private static Data.Dict source() {
    var all = new LinkedHashMap<String, Data>();
    all.put("enabled", Data.of(true));
    for (String key : List.of("event_time", "freshness", "loaded_at_field", "loaded_at_query")) {
      all.put(key, NULL);
    }
    all.put("meta", EMPTY);
    all.put("tags", NONE);
    all.put("static_analysis", NULL);
    return Data.dict(all);
  }

  private static Data.Dict reference() {
    var all = new LinkedHashMap<String, Data>();
    all.put("enabled", Data.of(true));
    all.put("tags", NONE);
    all.put("meta", EMPTY);
    return Data.dict(all);
  }

  private static Data.Dict semantic() {
    var all = new LinkedHashMap<String, Data>();
    all.put("enabled", Data.of(true));
    all.put("group", NULL);
    all.put("meta", EMPTY);
    return Data.dict(all);
  }

  private static Data.Dict nested(String first, Data one, String second, Data two) {
    var both = new LinkedHashMap<String, Data>();
    both.put(first, one);
    both.put(second, two);
    return Data.dict(both);
  }
}
