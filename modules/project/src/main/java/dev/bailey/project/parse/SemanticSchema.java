package dev.bailey.project.parse;

import dev.bailey.project.config.Expected;
import dev.bailey.project.manifest.Data;
import java.util.List;
import java.util.TreeSet;

/// What dbt accepts of semantic models, metrics and saved queries, in sections of their own and
/// below models. Their dictionaries hold no other keys.
final class SemanticSchema {
  private static final Expected.Keys NOTHING = Expected.Keys.none();
  private static final Expected TEXT = Expected.text();
  private static final Expected WORDS = TEXT.orNull();
  private static final Expected TRUTH = Expected.truth();
  private static final Expected TEXTS = new Expected.ListOf(TEXT);
  private static final Expected CONFIG = Expected.dictionary();

  private static final Expected EXPRESSION =
      new Expected.Plain(
          "a text or a number", value -> value instanceof Data.Text || value instanceof Data.Whole);
  private static final Expected MEASURED =
      new Expected.Plain(
          "a text, a number or true or false",
          value ->
              value instanceof Data.Text
                  || value instanceof Data.Whole
                  || value instanceof Data.Truth);
  private static final Expected FORMULA =
      new Expected.Plain(
          "a text", value -> value instanceof Data.Text || value instanceof Data.Truth);
  private static final Expected NUMBER =
      new Expected.Plain(
          "a number", value -> value instanceof Data.Whole || value instanceof Data.Real);
  private static final Expected PROPERTIES =
      new Expected.ListOf(
              NOTHING
                  .requiring("base_property", TEXT)
                  .requiring("conversion_property", TEXT)
                  .closed())
          .orNull();
  private static final Expected CONDITIONS =
      Expected.either("a text or a list of texts", TEXT, TEXTS).orNull();
  private static final Expected WINDOW =
      new Expected.Plain(
          "a number and a granularity, such as 7 days",
          value -> value.asText().filter(text -> text.matches("\\d+ \\w+")).isPresent());

  private static final Expected GRAIN = Expected.oneOfAnyCase(new TreeSet<>(SemanticShapes.GRAINS));

  /// A time granularity, or none.
  static final Expected GRANULARITY = GRAIN.orNull();

  private static final Expected ENTITY_TYPE =
      Expected.oneOfAnyCase(List.of("foreign", "natural", "primary", "unique"));
  private static final Expected DIMENSION_TYPE =
      Expected.oneOfAnyCase(List.of("categorical", "time"));
  private static final Expected VALIDITY =
      NOTHING.with("is_start", TRUTH).with("is_end", TRUTH).closed().orNull();

  private static final Expected.Keys ENTITY_BASE =
      NOTHING
          .requiring("type", ENTITY_TYPE)
          .with("name", WORDS)
          .with("description", WORDS)
          .with("label", WORDS)
          .with("config", CONFIG);
  private static final Expected.Keys DIMENSION_BASE =
      NOTHING
          .requiring("type", DIMENSION_TYPE)
          .with("name", WORDS)
          .with("description", WORDS)
          .with("label", WORDS)
          .with("is_partition", TRUTH)
          .with("config", CONFIG);
  private static final Expected.Keys DIMENSION_OF_MODEL =
      DIMENSION_BASE.with("validity_params", VALIDITY);

  /// What a column is to the semantic layer.
  static final Expected COLUMN_ENTITY =
      Expected.shortOr(ENTITY_TYPE.orNull(), ENTITY_BASE.closed());

  static final Expected COLUMN_DIMENSION =
      Expected.shortOr(DIMENSION_TYPE.orNull(), DIMENSION_OF_MODEL.closed());

  private static final Expected NAMED_METRIC =
      Expected.shortOr(
          TEXT,
          NOTHING
              .requiring("name", TEXT)
              .with("filter", CONDITIONS)
              .with("alias", WORDS)
              .with("offset_window", WORDS)
              .with("offset_to_grain", WORDS)
              .closed());
  private static final Expected INPUT_METRIC = NAMED_METRIC.orNull();
  private static final Expected INPUT_METRICS = new Expected.ListOf(NAMED_METRIC).orNull();
  private static final Expected INPUT_MEASURE =
      Expected.shortOr(
          TEXT,
          NOTHING
              .requiring("name", TEXT)
              .with("filter", CONDITIONS)
              .with("alias", WORDS)
              .with("join_to_timespine", TRUTH)
              .with("fill_nulls_with", Expected.whole().orNull())
              .closed());

  private static final Expected.Keys METRIC_BASE =
      NOTHING
          .requiring("name", TEXT)
          .with("type", TEXT)
          .with("label", WORDS)
          .with("description", TEXT)
          .with("filter", CONDITIONS)
          .with("time_granularity", WORDS)
          .with("config", CONFIG);
  private static final Expected.Keys PLAIN_METRIC =
      METRIC_BASE
          .with("hidden", TRUTH)
          .with("agg", WORDS)
          .with("percentile", NUMBER.orNull())
          .with("percentile_type", WORDS)
          .with("join_to_timespine", TRUTH.orNull())
          .with("fill_nulls_with", Expected.whole().orNull())
          .with("expr", EXPRESSION.orNull())
          .with(
              "non_additive_dimension",
              NOTHING
                  .requiring("name", TEXT)
                  .requiring("window_agg", TEXT)
                  .with("group_by", TEXTS)
                  .closed()
                  .orNull())
          .with("agg_time_dimension", WORDS)
          .with("window", WORDS)
          .with("grain_to_date", WORDS)
          .with("period_agg", TEXT)
          .with("input_metric", INPUT_METRIC)
          .with("numerator", INPUT_METRIC)
          .with("denominator", INPUT_METRIC)
          .with("input_metrics", INPUT_METRICS)
          .with("entity", WORDS)
          .with("calculation", WORDS)
          .with("base_metric", INPUT_METRIC)
          .with("conversion_metric", INPUT_METRIC)
          .with("constant_properties", PROPERTIES)
          .closed();
  private static final Expected TYPED_METRIC = PLAIN_METRIC.requiring("type", TEXT);
  private static final Expected PARAMETERS =
      NOTHING
          .with("measure", INPUT_MEASURE.orNull())
          .with("numerator", INPUT_METRIC)
          .with("denominator", INPUT_METRIC)
          .with("expr", FORMULA.orNull())
          .with("window", WORDS)
          .with("grain_to_date", WORDS)
          .with("metrics", INPUT_METRICS)
          .with(
              "conversion_type_params",
              NOTHING
                  .requiring("base_measure", INPUT_MEASURE)
                  .requiring("conversion_measure", INPUT_MEASURE)
                  .requiring("entity", TEXT)
                  .with("calculation", TEXT)
                  .with("window", WORDS)
                  .with("constant_properties", PROPERTIES)
                  .closed()
                  .orNull())
          .with(
              "cumulative_type_params",
              NOTHING
                  .with("window", WINDOW.orNull())
                  .with("grain_to_date", WORDS)
                  .with("period_agg", TEXT)
                  .closed()
                  .orNull())
          .closed();
  private static final Expected.Keys METRIC =
      METRIC_BASE
          .requiring("type_params", PARAMETERS)
          .with("label", TEXT)
          .with("meta", Expected.dictionary())
          .with("tags", TEXTS)
          .closed();

  private static final Expected MEASURE =
      NOTHING
          .requiring("name", TEXT)
          .requiring("agg", Expected.oneOfAnyCase(SemanticShapes.AGGREGATIONS))
          .with("description", WORDS)
          .with("label", WORDS)
          .with("expr", MEASURED.orNull())
          .with(
              "agg_params",
              NOTHING
                  .with("percentile", NUMBER.orNull())
                  .with("use_discrete_percentile", TRUTH)
                  .with("use_approximate_percentile", TRUTH)
                  .closed()
                  .orNull())
          .with(
              "non_additive_dimension",
              NOTHING
                  .requiring("name", TEXT)
                  .requiring("window_choice", TEXT)
                  .with("window_groupings", TEXTS)
                  .closed()
                  .orNull())
          .with("agg_time_dimension", WORDS)
          .with("create_metric", TRUTH)
          .with("config", CONFIG)
          .closed();

  /// The section `semantic_models`.
  static final Expected SEMANTIC_MODEL =
      NOTHING
          .requiring("name", TEXT)
          .requiring("model", TEXT)
          .with("config", CONFIG)
          .with("description", WORDS)
          .with("label", WORDS)
          .with("defaults", NOTHING.with("agg_time_dimension", WORDS).closed().orNull())
          .with(
              "entities",
              new Expected.ListOf(
                  ENTITY_BASE
                      .requiring("name", TEXT)
                      .with("role", WORDS)
                      .with("expr", WORDS)
                      .closed()))
          .with("measures", new Expected.ListOf(MEASURE))
          .with(
              "dimensions",
              new Expected.ListOf(
                  DIMENSION_BASE
                      .requiring("name", TEXT)
                      .with("expr", WORDS)
                      .with(
                          "type_params",
                          NOTHING
                              .requiring("time_granularity", GRAIN)
                              .with("validity_params", VALIDITY)
                              .closed()
                              .orNull())
                      .closed()))
          .with("primary_entity", WORDS)
          .closed();

  /// The section `saved_queries`.
  static final Expected SAVED_QUERY =
      NOTHING
          .requiring("name", TEXT)
          .requiring(
              "query_params",
              NOTHING
                  .with("metrics", TEXTS)
                  .with("group_by", TEXTS)
                  .with("where", CONDITIONS)
                  .with("order_by", TEXTS)
                  .with("limit", Expected.whole().orNull())
                  .closed())
          .with("description", WORDS)
          .with("label", WORDS)
          .with(
              "exports",
              new Expected.ListOf(
                  NOTHING
                      .requiring("name", TEXT)
                      .with(
                          "config",
                          NOTHING.with(
                              "export_as",
                              Expected.oneOfAnyCase(List.of("table", "view", "cache")).orNull()))
                      .closed()))
          .with("config", CONFIG)
          .with("tags", Expected.either("a text or a list of texts", TEXT, TEXTS))
          .closed();

  private SemanticSchema() {}

  /// The section `metrics`, whose entries have `type_params` or are plain.
  static Expected metric(Data.Dict entry) {
    return entry.find("type_params").isPresent() ? METRIC : TYPED_METRIC;
  }

  /// A model, with what is semantic of it.
  static Expected model(Expected.Keys node) {
    return node.with(
            "semantic_model",
            Expected.shortOr(
                TRUTH.orNull(),
                NOTHING
                    .with("name", WORDS)
                    .with("enabled", TRUTH)
                    .with("group", WORDS)
                    .with("config", NOTHING.with("meta", CONFIG).closed().orNull())
                    .closed()))
        .with("metrics", new Expected.ListOf(PLAIN_METRIC).orNull())
        .with("primary_entity", WORDS)
        .with("agg_time_dimension", WORDS)
        .with(
            "derived_semantics",
            NOTHING
                .with(
                    "dimensions",
                    new Expected.ListOf(
                        DIMENSION_OF_MODEL
                            .with("name", TEXT)
                            .requiring("expr", TEXT)
                            .with("granularity", WORDS)
                            .closed()))
                .with("entities", new Expected.ListOf(ENTITY_BASE.requiring("expr", TEXT).closed()))
                .closed()
                .orNull());
  }
}
