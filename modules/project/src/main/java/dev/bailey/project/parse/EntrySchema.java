package dev.bailey.project.parse;

import dev.bailey.project.config.Expected;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.PythonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final Expected.Keys COLUMN =
      DESCRIBED
          .requiring("name", Expected.text())
          .with("granularity", SemanticSchema.GRANULARITY)
          .with("entity", SemanticSchema.COLUMN_ENTITY)
          .with("dimension", SemanticSchema.COLUMN_DIMENSION);
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

  private static final Map<String, Expected> SECTIONS =
      Map.ofEntries(
          Map.entry("models", SemanticSchema.model(NODE)),
          Map.entry("seeds", NODE),
          Map.entry("snapshots", NODE),
          Map.entry("analyses", NODE),
          Map.entry("macros", Expected.Keys.none().with("description", Expected.text())),
          Map.entry("sources", SOURCE),
          Map.entry("exposures", Expected.Keys.none().with("description", Expected.text())),
          Map.entry("unit_tests", Expected.Keys.none().requiring("given", Expected.list())),
          Map.entry("functions", FUNCTION),
          Map.entry("semantic_models", SemanticSchema.SEMANTIC_MODEL),
          Map.entry("saved_queries", SemanticSchema.SAVED_QUERY));

  private EntrySchema() {}

  /// What is wrong with an entry.
  ///
  /// @param entry rendered
  static List<Expected.Fault> faults(String section, Data.Dict entry) {
    Expected expected =
        section.equals("metrics")
            ? SemanticSchema.metric(entry)
            : SECTIONS.getOrDefault(section, Expected.anything());
    var faults = new ArrayList<>(expected.faults(entry));
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
    Data.Dict config = entry.dict("config");
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
