package dev.bailey.project.parse;

import dev.bailey.project.config.Expected;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.PythonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What an entry of a properties file must be like for dbt to accept it.
final class EntrySchema {
  private static final List<String> OF_NODES = List.of("models", "seeds", "snapshots", "analyses");
  private static final List<String> MOVED = List.of("meta", "docs", "group", "contract", "access");

  private static final Expected NAMED_FIELD =
      new Expected.Plain(
          "a text that is not empty",
          value -> value.asText().filter(t -> !t.isEmpty()).isPresent());
  private static final Expected NUMBER =
      new Expected.Plain(
          "a number or a text",
          value ->
              value instanceof Data.Text
                  || value instanceof Data.Whole
                  || value instanceof Data.Real);

  private static final Expected.Keys DESCRIBED =
      Expected.Keys.none()
          .with("description", Expected.text())
          .with("data_tests", Expected.list())
          .with("tests", Expected.list());
  private static final Expected ENTITY_TYPE =
      Expected.oneOfAnyCase(List.of("foreign", "natural", "primary", "unique"));
  private static final Expected DIMENSION_TYPE =
      Expected.oneOfAnyCase(List.of("categorical", "time"));
  private static final Expected.Keys ENTITY = Expected.Keys.none().requiring("type", ENTITY_TYPE);
  private static final Expected.Keys DIMENSION =
      Expected.Keys.none().requiring("type", DIMENSION_TYPE);
  private static final Expected.Keys COLUMN =
      DESCRIBED
          .requiring("name", Expected.text())
          .with("granularity", Expected.oneOfAnyCase(new TreeSet<>(SemanticShapes.GRAINS)).orNull())
          .with("entity", Expected.shortOr(ENTITY_TYPE.orNull(), ENTITY))
          .with("dimension", Expected.shortOr(DIMENSION_TYPE.orNull(), DIMENSION));
  private static final Expected.Keys OWNER = DESCRIBED.with("columns", new Expected.ListOf(COLUMN));
  private static final Expected MOMENT =
      new Expected.Plain(
          "a date such as 2030-01-31", value -> VersionedPatch.moment(value).isPresent());
  private static final Expected VERSION =
      DESCRIBED
          .requiring("v", NUMBER)
          .with("defined_in", Expected.text().orNull())
          .with("access", Expected.text().orNull())
          .with("config", Expected.dictionary())
          .with("docs", Expected.dictionary())
          .with("constraints", new Expected.ListOf(Expected.dictionary()))
          .with("columns", Expected.list())
          .with("deprecation_date", MOMENT.orNull())
          .closed();
  private static final Expected.Keys NODE =
      OWNER
          .with("versions", new Expected.ListOf(VERSION))
          .with("deprecation_date", MOMENT.orNull())
          .with("constraints", new Expected.ListOf(Expected.dictionary()));
  private static final Expected INPUT_METRIC =
      Expected.shortOr(
          Expected.text().orNull(), Expected.Keys.none().requiring("name", Expected.text()));
  private static final Expected.Keys METRIC_OF_MODEL =
      Expected.Keys.none()
          .requiring("name", Expected.text())
          .with("type", Expected.text())
          .with("label", Expected.text().orNull())
          .with("description", Expected.text())
          .with("filter", Expected.anything())
          .with("time_granularity", Expected.text().orNull())
          .with("config", Expected.dictionary())
          .with("hidden", Expected.truth())
          .with("agg", Expected.text().orNull())
          .with("percentile", Expected.anything())
          .with("percentile_type", Expected.text().orNull())
          .with("join_to_timespine", Expected.truth().orNull())
          .with("fill_nulls_with", Expected.whole().orNull())
          .with("expr", NUMBER.orNull())
          .with(
              "non_additive_dimension",
              Expected.Keys.none()
                  .requiring("name", Expected.text())
                  .requiring("window_agg", Expected.text())
                  .with("group_by", new Expected.ListOf(Expected.text()))
                  .orNull())
          .with("agg_time_dimension", Expected.text().orNull())
          .with("window", Expected.text().orNull())
          .with("grain_to_date", Expected.text().orNull())
          .with("period_agg", Expected.text())
          .with("input_metric", INPUT_METRIC)
          .with("numerator", INPUT_METRIC)
          .with("denominator", INPUT_METRIC)
          .with("input_metrics", new Expected.ListOf(INPUT_METRIC).orNull())
          .with("entity", Expected.text().orNull())
          .with("calculation", Expected.text().orNull())
          .with("base_metric", INPUT_METRIC)
          .with("conversion_metric", INPUT_METRIC)
          .with("constant_properties", Expected.list().orNull())
          .closed();
  private static final Expected MODEL =
      NODE.with(
              "semantic_model",
              Expected.shortOr(
                  Expected.truth().orNull(),
                  Expected.Keys.none()
                      .with("name", Expected.text().orNull())
                      .with("enabled", Expected.truth())
                      .with("group", Expected.text().orNull())
                      .with("config", Expected.dictionary().orNull())
                      .closed()))
          .with("metrics", new Expected.ListOf(METRIC_OF_MODEL).orNull())
          .with("primary_entity", Expected.text().orNull())
          .with("agg_time_dimension", Expected.text().orNull())
          .with(
              "derived_semantics",
              Expected.Keys.none()
                  .with(
                      "dimensions",
                      new Expected.ListOf(DIMENSION.requiring("expr", Expected.text())))
                  .with("entities", new Expected.ListOf(ENTITY.requiring("expr", Expected.text())))
                  .orNull());
  private static final Expected.Keys TABLE =
      OWNER
          .with("loaded_at_field", NAMED_FIELD.orNull())
          .with("quoting", Expected.dictionary())
          .with("tags", new Expected.ListOf(Expected.text()));
  private static final Expected SOURCE = TABLE.with("tables", new Expected.ListOf(TABLE));

  private static final Expected FUNCTION =
      Expected.Keys.none()
          .with("description", Expected.text())
          .with(
              "arguments",
              new Expected.ListOf(
                  Expected.Keys.none()
                      .requiring("name", Expected.text())
                      .requiring("data_type", Expected.text())));

  private static final Expected TIME =
      Expected.Keys.none()
          .with(
              "time_granularity",
              Expected.oneOfAnyCase(new TreeSet<>(SemanticShapes.GRAINS)).orNull())
          .orNull();
  private static final Expected SEMANTIC_MODEL =
      Expected.Keys.none()
          .with("entities", new Expected.ListOf(Expected.Keys.none().with("type", ENTITY_TYPE)))
          .with(
              "dimensions",
              new Expected.ListOf(
                  Expected.Keys.none().with("type", DIMENSION_TYPE).with("type_params", TIME)))
          .with(
              "measures",
              new Expected.ListOf(
                  Expected.Keys.none()
                      .with("agg", Expected.oneOfAnyCase(SemanticShapes.AGGREGATIONS))));
  private static final Expected WINDOW =
      new Expected.Plain(
          "a number and a granularity, such as 7 days",
          value -> value.asText().filter(text -> text.matches("\\d+ \\w+")).isPresent());
  private static final Expected METRIC =
      Expected.Keys.none()
          .with(
              "type_params",
              Expected.Keys.none()
                  .with(
                      "cumulative_type_params",
                      Expected.Keys.none().with("window", WINDOW.orNull()).orNull())
                  .orNull());
  private static final Expected SAVED_QUERY =
      Expected.Keys.none()
          .requiring("query_params", Expected.dictionary())
          .with(
              "exports",
              new Expected.ListOf(
                  Expected.Keys.none()
                      .with(
                          "config",
                          Expected.Keys.none()
                              .with(
                                  "export_as",
                                  Expected.oneOfAnyCase(List.of("table", "view", "cache"))
                                      .orNull()))));

  private static final Map<String, Expected> SECTIONS =
      Map.ofEntries(
          Map.entry("models", MODEL),
          Map.entry("seeds", NODE),
          Map.entry("snapshots", NODE),
          Map.entry("analyses", NODE),
          Map.entry("macros", Expected.Keys.none().with("description", Expected.text())),
          Map.entry("sources", SOURCE),
          Map.entry("exposures", Expected.Keys.none().with("description", Expected.text())),
          Map.entry("unit_tests", Expected.Keys.none().requiring("given", Expected.list())),
          Map.entry("functions", FUNCTION),
          Map.entry("semantic_models", SEMANTIC_MODEL),
          Map.entry("metrics", METRIC),
          Map.entry("saved_queries", SAVED_QUERY));

  private EntrySchema() {}

  /// What is wrong with an entry.
  ///
  /// @param entry rendered
  static List<Expected.Fault> faults(String section, Data.Dict entry) {
    var faults = new ArrayList<>(SECTIONS.getOrDefault(section, Expected.anything()).faults(entry));
    if (!faults.isEmpty()) {
      return faults;
    }
    if (OF_NODES.contains(section)) {
      faults.addAll(placed(entry));
    }
    if (section.equals("models")) {
      faults.addAll(versions(entry));
      faults.addAll(timeSpine(entry));
    }
    if (section.equals("functions") && entry.find("overloads").isPresent()) {
      faults.add(fault("overloads", "cannot be built by Bailey yet"));
    }
    owners(entry)
        .filter(owner ->
            owner.find("tests").filter(Data::truth).isPresent()
                && owner.find("data_tests").isPresent())
        .forEach(_ ->
            faults.add(
                fault(
                    "tests", "stands beside 'data_tests', which means the same. Keep the latter")));
    return faults;
  }

  private static Expected.Fault fault(String key, String message) {
    return new Expected.Fault(List.of(key), message);
  }

  /// Whatever may have data tests: the entry, its columns, versions and tables, and their columns.
  private static Stream<Data.Dict> owners(Data.Dict entry) {
    return Stream.concat(
        Stream.of(entry),
        Stream.of("columns", "versions", "tables")
            .flatMap(key -> Patch.dicts(entry, key).stream())
            .flatMap(EntrySchema::owners));
  }

  private static List<Expected.Fault> placed(Data.Dict entry) {
    Data.Dict config = Patch.dict(entry, "config");
    return MOVED.stream()
        .filter(key -> entry.find(key).isPresent() && config.find(key).isPresent())
        .map(key -> fault(key, "stands in 'config' too. Keep it there only"))
        .toList();
  }

  private static List<Expected.Fault> versions(Data.Dict entry) {
    var faults = new ArrayList<Expected.Fault>();
    var seen = new HashSet<String>();
    for (Data.Dict version : Patch.dicts(entry, "versions")) {
      String number = Patch.text(version, "v").orElse("");
      if (!seen.add(number)) {
        faults.add(fault("versions", "has the version %s twice".formatted(number)));
      }
      faults.addAll(columns(version));
    }
    entry
        .present("latest_version")
        .filter(Data::truth)
        .map(PythonText::str)
        .filter(latest -> !seen.contains(latest))
        .ifPresent(latest ->
            faults.add(
                fault(
                    "latest_version",
                    "is %s, which is none of the versions %s".formatted(latest, seen))));
    return faults;
  }

  /// The columns of a version are columns of its own, and one entry of the model's columns at most.
  private static List<Expected.Fault> columns(Data.Dict version) {
    var faults = new ArrayList<Expected.Fault>();
    int included = 0;
    for (Data.Dict column : Patch.dicts(version, "columns")) {
      if (column.find("include").isPresent()) {
        included++;
      } else {
        faults.addAll(COLUMN.faults(column));
      }
    }
    if (included > 1) {
      faults.add(fault("versions", "says twice which columns a version includes"));
    }
    return faults;
  }

  private static List<Expected.Fault> timeSpine(Data.Dict entry) {
    if (!(entry.find("time_spine").orElse(Data.nothing()) instanceof Data.Dict spine)) {
      return List.of();
    }
    List<Data.Dict> columns = Patch.dicts(entry, "columns");
    String standard = Patch.text(spine, "standard_granularity_column").orElse("");
    var faults = new ArrayList<Expected.Fault>();
    column(columns, standard)
        .ifPresentOrElse(
            column -> {
              if (Patch.text(column, "granularity")
                  .filter(SemanticShapes.GRAINS::contains)
                  .isEmpty()) {
                faults.add(
                    fault(
                        "time_spine",
                        "has the column '%s', which needs a granularity such as day"
                            .formatted(standard)));
              }
            },
            () ->
                faults.add(
                    fault(
                        "time_spine",
                        "has the standard_granularity_column '%s', which is none of the columns"
                            .formatted(standard))));
    for (Data.Dict own : Patch.dicts(spine, "custom_granularities")) {
      String name = Patch.text(own, "column_name").or(() -> Patch.text(own, "name")).orElse("");
      if (column(columns, name).isEmpty()) {
        faults.add(
            fault(
                "time_spine",
                "has a granularity of the column '%s', which is none".formatted(name)));
      }
    }
    return faults;
  }

  private static Optional<Data.Dict> column(List<Data.Dict> columns, String name) {
    return columns.stream()
        .filter(column -> Patch.text(column, "name").filter(name::equals).isPresent())
        .findFirst();
  }
}
