package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The semantic model and the metrics that a model's own properties describe, in the form of the
/// sections `semantic_models` and `metrics`, where such things stood before dbt 1.12.
///
/// https://docs.getdbt.com/docs/build/latest-metrics-spec
final class ModelSemantics {
  private static final String ASKED = "semantic_model";
  private static final String AGGREGATION_TIME = "agg_time_dimension";

  private final Patch patch;
  private final Data.Dict all;
  private final Data.Dict settings;

  private ModelSemantics(Patch patch) {
    this.patch = patch;
    this.all = patch.rendered();
    this.settings = all.dict(ASKED);
  }

  /// Empty when there are none, or they are switched off.
  static Optional<ModelSemantics> of(Patch patch) {
    return isAsked(patch) ? Optional.of(new ModelSemantics(patch)) : Optional.empty();
  }

  static boolean isAsked(Patch patch) {
    return patch.section().equals("models")
        && switch (patch.rendered().present(ASKED).orElse(Data.of(false))) {
          case Data.Dict settings -> settings.find("enabled").map(Data::truth).orElse(true);
          case Data asked -> asked.truth();
        };
  }

  private String name() {
    return Patch.text(settings, "name").orElse(patch.name());
  }

  /// The semantic model.
  Patch semanticModel() {
    var said = new LinkedHashMap<String, Data>();
    said.put("name", Data.of(name()));
    said.put("model", Data.of("ref('" + patch.name() + "')"));
    said.put("description", all.present("description").orElse(Data.of("")));
    said.put("defaults", one(AGGREGATION_TIME, all.find(AGGREGATION_TIME)));
    all.present("primary_entity").ifPresent(entity -> said.put("primary_entity", entity));
    said.put("entities", elements("entity", "entities", ModelSemantics::entity));
    said.put("dimensions", elements("dimension", "dimensions", ModelSemantics::dimension));
    said.put("config", config());
    return as("semantic_models", name(), Data.dict(said));
  }

  /// `enabled` and `group` count beside a `config` only.
  private Data.Dict config() {
    if (settings.present("config").isEmpty()) {
      return Data.noEntries();
    }
    var config = new LinkedHashMap<String, Data>();
    settings.dict("config").present("meta").ifPresent(meta -> config.put("meta", meta));
    config.put("enabled", Data.of(true));
    settings.present("group").ifPresent(group -> config.put("group", group));
    return Data.dict(config);
  }

  private interface OfColumn {
    Data.Dict element(Data.Dict column, Data said);
  }

  /// Those of columns, then those of `derived_semantics`.
  private Data elements(String key, String derived, OfColumn form) {
    var elements = new ArrayList<Data>();
    for (Data.Dict column : Patch.dicts(all, "columns")) {
      column.present(key).ifPresent(said -> elements.add(form.element(column, said)));
    }
    for (Data.Dict said : Patch.dicts(all.dict("derived_semantics"), derived)) {
      elements.add(timed(said, said));
    }
    return new Data.Items(elements);
  }

  private static Data.Dict entity(Data.Dict column, Data said) {
    Data.Dict entity = ofColumn(column, said);
    Data.Dict own = entity.dict("config");
    return own.present("meta").isPresent() ? entity : entity.with("config", meta(column));
  }

  private static Data.Dict dimension(Data.Dict column, Data said) {
    Data.Dict dimension = ofColumn(column, said);
    Data.Dict meta = meta(column).dict("meta").updated(dimension.dict("config").dict("meta"));
    Data.Dict configured = dimension.with("config", Data.noEntries().with("meta", meta));
    // dbt knows no granularity of a dimension that is told by its type alone
    return said instanceof Data.Dict ? timed(configured, column) : configured;
  }

  private static Data.Dict meta(Data.Dict column) {
    return Data.noEntries()
        .with("meta", column.dict("meta").updated(column.dict("config").dict("meta")));
  }

  /// What is said by a type alone, or with what it is called otherwise than its column.
  private static Data.Dict ofColumn(Data.Dict column, Data said) {
    Data name = column.find("name").orElse(Data.nothing());
    Data.Dict plain =
        Data.noEntries()
            .with("name", name)
            .with("description", column.present("description").orElse(Data.of("")));
    if (!(said instanceof Data.Dict more)) {
      return plain.with("type", said);
    }
    Data.Dict full = plain.updated(more);
    boolean isRenamed = !full.find("name").orElse(name).equals(name);
    return isRenamed ? full.with("expr", name) : full;
  }

  /// With the type parameters that come of a granularity.
  private static Data.Dict timed(Data.Dict dimension, Data.Dict granular) {
    Optional<Data> granularity = granular.present("granularity");
    return granularity.isEmpty()
        ? dimension
        : dimension.with(
            "type_params",
            one("time_granularity", granularity)
                .with("validity_params", dimension.find("validity_params").orElse(Data.nothing())));
  }

  /// The metrics.
  List<Patch> metrics() {
    return Patch.dicts(all, "metrics").stream()
        .map(metric -> as("metrics", Patch.text(metric, "name").orElse(""), metric))
        .toList();
  }

  private Patch as(String section, String name, Data.Dict said) {
    return new Patch(patch.file(), section, name, patch.node(), said, said);
  }

  /// A metric without `type_params` in the form of one that has them.
  ///
  /// @param model what it belongs to
  static Data.Dict withParameters(Data.Dict metric, Optional<ModelSemantics> model) {
    String type = Patch.text(metric, "type").orElse("simple");
    var parameters = new LinkedHashMap<String, Data>();
    take(metric, parameters, "numerator", "denominator", "expr", "join_to_timespine");
    metric.present("input_metrics").ifPresent(inputs -> parameters.put("metrics", inputs));
    parameters.put("is_private", metric.present("hidden").orElse(Data.of(false)));
    switch (type) {
      case "conversion" -> parameters.put("conversion_type_params", conversion(metric));
      case "cumulative" -> parameters.put("cumulative_type_params", cumulative(metric));
      default -> {}
    }
    if (metric.present("agg").isPresent()) {
      parameters.put("metric_aggregation_params", aggregation(metric, model));
    }
    return metric.with("type", Data.of(type)).with("type_params", Data.dict(parameters));
  }

  private static Data.Dict conversion(Data.Dict metric) {
    var own = new LinkedHashMap<String, Data>();
    take(
        metric,
        own,
        "base_metric",
        "conversion_metric",
        "entity",
        "calculation",
        "window",
        "constant_properties");
    return Data.dict(own);
  }

  private static Data.Dict cumulative(Data.Dict metric) {
    var own = new LinkedHashMap<String, Data>();
    take(metric, own, "window", "grain_to_date", "period_agg");
    metric.present("input_metric").ifPresent(input -> own.put("metric", input));
    return Data.dict(own);
  }

  private static Data.Dict aggregation(Data.Dict metric, Optional<ModelSemantics> model) {
    String percentile = Patch.text(metric, "percentile_type").orElse("").toLowerCase(Locale.ROOT);
    var own = new LinkedHashMap<String, Data>();
    own.put("semantic_model", Data.of(model.map(ModelSemantics::name)));
    own.put("agg", metric.find("agg").orElse(Data.nothing()));
    own.put(
        "agg_params",
        one("percentile", metric.find("percentile"))
            .with("use_discrete_percentile", Data.of(percentile.equals("discrete")))
            .with("use_approximate_percentile", Data.of(percentile.equals("continuous"))));
    own.put(
        AGGREGATION_TIME,
        metric
            .present(AGGREGATION_TIME)
            .or(() -> model.flatMap(of -> of.all.present(AGGREGATION_TIME)))
            .orElse(Data.nothing()));
    own.put(
        "non_additive_dimension",
        metric
            .present("non_additive_dimension")
            .map(ModelSemantics::nonAdditive)
            .orElse(Data.nothing()));
    return Data.dict(own);
  }

  private static Data nonAdditive(Data said) {
    return said instanceof Data.Dict dimension
        ? one("name", dimension.find("name"))
            .with("window_choice", dimension.find("window_agg").orElse(Data.nothing()))
            .with("window_groupings", dimension.present("group_by").orElse(Data.noItems()))
        : said;
  }

  private static Data.Dict one(String key, Optional<Data> value) {
    return Data.noEntries().with(key, value.orElse(Data.nothing()));
  }

  private static void take(Data.Dict from, Map<String, Data> to, String... keys) {
    for (String key : keys) {
      from.present(key).ifPresent(value -> to.put(key, value));
    }
  }
}
