package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The semantic layer in the shape of dbt's manifest.
///
/// https://docs.getdbt.com/docs/build/semantic-models
final class SemanticShapes {
  /// From the smallest to the largest.
  static final List<String> GRAINS =
      List.of(
          "nanosecond",
          "microsecond",
          "millisecond",
          "second",
          "minute",
          "hour",
          "day",
          "week",
          "month",
          "quarter",
          "year");

  /// How metrics and measures are aggregated.
  static final List<String> AGGREGATIONS =
      List.of(
          "sum",
          "min",
          "max",
          "count_distinct",
          "sum_boolean",
          "average",
          "percentile",
          "median",
          "count");

  private static final Data FALSE = Data.of(false);
  private static final Data NULL = Data.nothing();

  private static final Shape VALIDITY = Shape.empty().with("is_start", FALSE).with("is_end", FALSE);
  private static final Shape TIME =
      Shape.empty().with("time_granularity").with("validity_params", NULL, VALIDITY::one);

  /// As columns say them.
  static final Shape COLUMN_ENTITY =
      Shape.empty().with("name", "type", "description", "label").with("config", Data.noEntries());

  static final Shape COLUMN_DIMENSION =
      Shape.empty()
          .with("name", "type", "description", "label")
          .with("is_partition", FALSE)
          .with("config", Data.noEntries())
          .with("validity_params", NULL, VALIDITY::one);
  static final Shape ENTITY =
      Shape.empty()
          .with("name", "type", "description", "label", "role")
          .with("expr", NULL, Shape::text);
  static final Shape DIMENSION =
      Shape.empty()
          .with("name", "type", "description", "label")
          .with("is_partition", FALSE)
          .with("type_params", NULL, TIME::one)
          .with("expr", NULL, Shape::text)
          .with("metadata", "datatype");
  private static final Shape PERCENTILE =
      Shape.empty()
          .with("percentile")
          .with("use_discrete_percentile", FALSE)
          .with("use_approximate_percentile", FALSE);
  private static final Shape NON_ADDITIVE =
      Shape.empty()
          .with("name")
          .with("window_choice", Data.of("min"))
          .with("window_groupings", Data.noItems());
  static final Shape MEASURE =
      Shape.empty()
          .with("name", "agg", "description", "label")
          .with("expr", NULL, Shape::text)
          .with("agg_params", NULL, PERCENTILE::one)
          .with("non_additive_dimension", NULL, NON_ADDITIVE::one)
          .with("agg_time_dimension");
  static final Shape DEFAULTS = Shape.empty().with("agg_time_dimension");

  private static final Shape INPUT_MEASURE =
      Shape.empty()
          .with("name")
          .with("filter", NULL, SemanticShapes::filter)
          .with("alias")
          .with("join_to_timespine", FALSE)
          .with("fill_nulls_with");
  private static final Shape INPUT_METRIC =
      Shape.empty()
          .with("name")
          .with("filter", NULL, SemanticShapes::filter)
          .with("alias")
          .with("offset_window", NULL, SemanticShapes::window)
          .with("offset_to_grain");
  private static final Shape CONVERSION =
      Shape.empty()
          .with("base_measure", NULL, SemanticShapes::measure)
          .with("conversion_measure", NULL, SemanticShapes::measure)
          .with("base_metric", NULL, SemanticShapes::metric)
          .with("conversion_metric", NULL, SemanticShapes::metric)
          .with("entity")
          .with("calculation", Data.of("conversion_rate"))
          .with("window", NULL, SemanticShapes::window)
          .with("constant_properties");
  private static final Shape CUMULATIVE =
      Shape.empty()
          .with("window", NULL, SemanticShapes::window)
          .with("grain_to_date")
          .with("period_agg", Data.of("first"))
          .with("metric", NULL, SemanticShapes::metric);
  static final Shape METRIC_PARAMETERS =
      Shape.empty()
          .with("measure", NULL, SemanticShapes::measure)
          .with("input_measures", Data.noItems())
          .with("numerator", NULL, SemanticShapes::metric)
          .with("denominator", NULL, SemanticShapes::metric)
          .with("expr", NULL, Shape::text)
          .with("window", NULL, SemanticShapes::window)
          .with("grain_to_date")
          .with("metrics", Data.noItems(), SemanticShapes::metrics)
          .with("conversion_type_params", NULL, CONVERSION::one)
          .with("cumulative_type_params", NULL, CUMULATIVE::one)
          .with("metric_aggregation_params", "fill_nulls_with")
          .with("join_to_timespine", FALSE)
          .with("is_private");
  static final Shape QUERY =
      Shape.empty()
          .with("metrics", Data.noItems())
          .with("group_by", Data.noItems())
          .with("where", NULL, SemanticShapes::filter)
          .with("order_by", Data.noItems())
          .with("limit");

  private SemanticShapes() {}

  /// A measure, by its name or with what is to be known of it.
  private static Data measure(Data said) {
    return INPUT_MEASURE.one(named(said));
  }

  private static Data metric(Data said) {
    return INPUT_METRIC.one(named(said));
  }

  private static Data metrics(Data said) {
    return said instanceof Data.Items(List<Data> items)
        ? new Data.Items(items.stream().map(SemanticShapes::metric).toList())
        : said;
  }

  private static Data named(Data said) {
    return said instanceof Data.Text ? Data.noEntries().with("name", said) : said;
  }

  /// One condition or several, all of which must hold.
  static Data filter(Data said) {
    List<Data> conditions = said instanceof Data.Items(List<Data> items) ? items : List.of(said);
    var filters = new ArrayList<Data>();
    conditions.forEach(text -> filters.add(Data.noEntries().with("where_sql_template", text)));
    return Data.noEntries().with("where_filters", new Data.Items(filters));
  }

  /// `28 days`; what is no window is kept as it is, for whoever checks.
  private static Data window(Data said) {
    Optional<String> text = said.asText().map(t -> t.toLowerCase(Locale.ROOT));
    String[] parts = text.orElse("").split(" ", -1);
    if (parts.length != 2 || !parts[0].matches("\\d{1,9}")) {
      return said;
    }
    String grain = parts[1];
    String singular = grain.endsWith("s") ? grain.substring(0, grain.length() - 1) : grain;
    var window = new LinkedHashMap<String, Data>();
    window.put("count", new Data.Whole(new BigInteger(parts[0])));
    window.put("granularity", Data.of(GRAINS.contains(singular) ? singular : grain));
    return Data.dict(window);
  }
}
