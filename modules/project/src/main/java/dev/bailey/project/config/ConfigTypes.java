package dev.bailey.project.config;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.ResourceType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the configs of nodes must be for dbt to accept them, each by itself and together.
public final class ConfigTypes {
  private static final Expected SEVERITY =
      new Expected.Plain(
          "'warn' or 'error'",
          value -> value.asText().filter(word -> word.matches("(?i)warn|error")).isPresent());
  private static final Expected COLOUR =
      new Expected.Plain(
          "the name of an HTML colour or a HEX code",
          value ->
              value
                  .asText()
                  .filter(word -> word.matches("#(?:[0-9a-fA-F]{3}){1,2}|[A-Za-z]+"))
                  .isPresent());
  private static final Expected HOOKS =
      new Expected.ListOf(Expected.Keys.none().requiring("sql", Expected.text()));

  /// A time as freshness counts it.
  public static final Expected.Keys AGE =
      Expected.Keys.none()
          .with("count", Expected.whole().orNull())
          .with("period", Expected.oneOf("minute", "hour", "day").orNull());

  /// How fresh a source must be.
  public static final Expected.Keys FRESHNESS =
      Expected.Keys.none()
          .with("warn_after", AGE.orNull())
          .with("error_after", AGE.orNull())
          .with("filter", Expected.text().orNull());

  private static final Expected.Keys COMMON =
      Expected.Keys.none().with("enabled", Expected.truth()).with("meta", Expected.dictionary());
  private static final Expected.Keys NODE =
      COMMON
          .with("quoting", Expected.dictionary())
          .with("column_types", Expected.dictionary())
          .with("grants", Expected.dictionary())
          .with("persist_docs", Expected.dictionary())
          .with("contract", Expected.dictionary())
          .with("full_refresh", Expected.truth().orNull())
          .with("on_configuration_change", Expected.oneOf("apply", "continue", "fail"))
          .with("pre-hook", HOOKS)
          .with("post-hook", HOOKS)
          .with(
              "docs",
              Expected.Keys.none()
                  .with("show", Expected.truth())
                  .with("node_color", COLOUR.orNull()));

  private static final Map<ResourceType, Expected.Keys> TYPES = types();

  private ConfigTypes() {}

  private static Map<ResourceType, Expected.Keys> types() {
    var types = new EnumMap<ResourceType, Expected.Keys>(ResourceType.class);
    types.put(
        ResourceType.MODEL,
        NODE.with("freshness", Expected.Keys.none().with("build_after", AGE.orNull()).orNull())
            .with("on_error", Expected.oneOf("skip_children", "continue").orNull()));
    types.put(
        ResourceType.SEED,
        NODE.with("materialized", Expected.oneOf("seed"))
            .with("quote_columns", Expected.truth().orNull()));
    types.put(
        ResourceType.SNAPSHOT, NODE.with("snapshot_meta_column_names", Expected.dictionary()));
    types.put(ResourceType.ANALYSIS, NODE);
    types.put(
        ResourceType.FUNCTION, NODE.with("type", Expected.oneOf("scalar", "aggregate", "table")));
    types.put(
        ResourceType.TEST,
        COMMON
            .with("severity", SEVERITY)
            .with("store_failures", Expected.truth().orNull())
            .with("materialized", Expected.oneOf("test"))
            .with("limit", Expected.whole().orNull()));
    return types;
  }

  /// What is wrong with the config of a node.
  public static List<Expected.Fault> faults(ResourceType type, NodeConfig config) {
    var faults = new ArrayList<>(TYPES.getOrDefault(type, COMMON).faults(config.values()));
    if (faults.isEmpty()) {
      switch (type) {
        case MODEL -> {
          faults.addAll(onContract(config));
          faults.addAll(onFreshness(config));
        }
        case SNAPSHOT -> faults.addAll(onSnapshot(config));
        default -> {}
      }
    }
    return faults;
  }

  private static Expected.Fault fault(String key, String message) {
    return new Expected.Fault(List.of(key), message);
  }

  private static List<Expected.Fault> onContract(NodeConfig config) {
    boolean isEnforced =
        config.dict("contract").find("enforced").orElse(Data.nothing())
                instanceof Data.Truth(boolean value)
            && value;
    String change = config.text("on_schema_change").orElse("ignore");
    return isEnforced
            && config.materialized().equals("incremental")
            && !List.of("append_new_columns", "fail").contains(change)
        ? List.of(
            fault(
                "on_schema_change",
                "is '%s': an incremental model with a contract needs append_new_columns or fail"
                    .formatted(change)))
        : List.of();
  }

  private static List<Expected.Fault> onFreshness(NodeConfig config) {
    if (!(config.dict("freshness").find("build_after").orElse(Data.nothing())
        instanceof Data.Dict after)) {
      return List.of();
    }
    boolean hasCount = after.present("count").isPresent();
    boolean hasPeriod = after.present("period").isPresent();
    return hasCount == hasPeriod
        ? List.of()
        : List.of(
            fault(
                "freshness.build_after",
                hasCount ? "has a count and no period" : "has a period and no count"));
  }

  /// dbt looks at snapshots that are switched on only.
  private static List<Expected.Fault> onSnapshot(NodeConfig config) {
    if (!config.enabled()) {
      return List.of();
    }
    var faults = new ArrayList<Expected.Fault>();
    Optional<String> strategy = config.text("strategy");
    Optional<Data> columns = config.get("check_cols").filter(Data::truth);
    for (String key : List.of("strategy", "unique_key")) {
      if (config.get(key).filter(Data::truth).isEmpty()) {
        faults.add(fault(key, "is missing, which every snapshot needs"));
      }
    }
    if (strategy.filter("check"::equals).isPresent()) {
      if (columns.isEmpty()) {
        faults.add(fault("check_cols", "is missing, which the strategy 'check' needs"));
      } else if (columns.get() instanceof Data.Text(String word) && !word.equals("all")) {
        faults.add(fault("check_cols", "is '%s', not 'all' or a list of columns".formatted(word)));
      }
    }
    if (strategy.filter("timestamp"::equals).isPresent()) {
      if (config.get("updated_at").filter(Data::truth).isEmpty()) {
        faults.add(fault("updated_at", "is missing, which the strategy 'timestamp' needs"));
      }
      if (columns.isPresent()) {
        faults.add(fault("check_cols", "has no meaning for the strategy 'timestamp'"));
      }
    }
    if (!config.materialized().equals("snapshot")) {
      faults.add(fault("materialized", "is '%s', not 'snapshot'".formatted(config.materialized())));
    }
    return faults;
  }
}
