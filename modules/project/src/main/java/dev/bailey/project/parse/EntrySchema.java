package dev.bailey.project.parse;

import dev.bailey.project.config.ConfigTypes;
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
  private static final List<String> OWNED = List.of("exposures", "groups");
  private static final List<String> MOVED = List.of("meta", "docs", "group", "contract", "access");

  private static final Expected.Keys NOTHING = Expected.Keys.none();
  private static final Expected TEXT = Expected.text();
  private static final Expected WORDS = TEXT.orNull();
  private static final Expected TEXTS = new Expected.ListOf(TEXT);
  private static final Expected TRUTH = Expected.truth();
  private static final Expected DICTIONARY = Expected.dictionary();
  private static final Expected DICTIONARIES = new Expected.ListOf(DICTIONARY);
  private static final Expected NUMBER =
      new Expected.Plain(
          "a number or a text",
          value ->
              value instanceof Data.Text
                  || value instanceof Data.Whole
                  || value instanceof Data.Real);
  private static final Expected TESTS =
      new Expected.ListOf(Expected.either("a text or a dictionary", TEXT, DICTIONARY));
  private static final Expected MOMENT =
      new Expected.Plain(
          "a date such as 2030-01-31", value -> VersionedPatch.moment(value).isPresent());

  /// What any resource and column may have.
  private static final Expected.Keys DESCRIBED =
      NOTHING
          .with("description", TEXT)
          .with("meta", DICTIONARY)
          .with("data_type", WORDS)
          .with("constraints", DICTIONARIES)
          .with("docs", NOTHING.with("show", TRUTH).with("node_color", WORDS).closed())
          .with("config", DICTIONARY);

  private static final Expected.Keys TESTED =
      DESCRIBED.with("data_tests", TESTS).with("tests", TESTS);
  private static final Expected.Keys COLUMN =
      TESTED
          .requiring("name", TEXT)
          .with("quote", TRUTH.orNull())
          .with("tags", TEXTS)
          .with("granularity", SemanticSchema.GRANULARITY)
          .with("entity", SemanticSchema.COLUMN_ENTITY)
          .with("dimension", SemanticSchema.COLUMN_DIMENSION);
  private static final Expected.Keys ANALYSIS =
      DESCRIBED
          .with("access", WORDS)
          .with("columns", new Expected.ListOf(DESCRIBED.requiring("name", TEXT)));
  private static final Expected.Keys NODE =
      TESTED
          .with("columns", new Expected.ListOf(COLUMN))
          .with("quote_columns", TRUTH.orNull())
          .with("access", WORDS);
  private static final Expected VERSION =
      DESCRIBED
          .without("meta", "data_type")
          .requiring("v", NUMBER)
          .with("defined_in", WORDS)
          .with("access", WORDS)
          .with("data_tests", TESTS.orNull())
          .with("tests", TESTS.orNull())
          .with("columns", DICTIONARIES)
          .with("deprecation_date", MOMENT.orNull())
          .closed();
  private static final Expected SELECTION =
      NOTHING
          .requiring(
              "include",
              Expected.either("'all', '*' or a list of names", Expected.oneOf("all", "*"), TEXTS))
          .with("exclude", TEXTS)
          .closed();
  private static final Expected.Keys MODEL =
      NODE.with("latest_version", NUMBER.orNull())
          .with("versions", new Expected.ListOf(VERSION))
          .with("deprecation_date", MOMENT.orNull())
          .with(
              "time_spine",
              NOTHING
                  .requiring("standard_granularity_column", TEXT)
                  .with(
                      "custom_granularities",
                      new Expected.ListOf(
                          NOTHING.requiring("name", TEXT).with("column_name", WORDS).closed()))
                  .closed()
                  .orNull());
  private static final Expected.Keys MACRO =
      DESCRIBED.with(
          "arguments",
          new Expected.ListOf(
              NOTHING
                  .requiring("name", TEXT)
                  .with("type", WORDS)
                  .with("description", TEXT)
                  .closed()));

  private static final Expected.Keys QUOTING =
      NOTHING
          .with("database", TRUTH.orNull())
          .with("schema", TRUTH.orNull())
          .with("identifier", TRUTH.orNull())
          .with("column", TRUTH.orNull())
          .closed();

  private static final Expected FRESHNESS =
      ConfigTypes.FRESHNESS
          .with("warn_after", ConfigTypes.AGE.closed().orNull())
          .with("error_after", ConfigTypes.AGE.closed().orNull())
          .closed()
          .orNull();

  /// The same at a source and at each of its tables.
  private static final Expected.Keys PLACED =
      NOTHING
          .with("freshness", FRESHNESS)
          .with("loaded_at_field", Expected.filled().orNull())
          .with("loaded_at_field_present", TRUTH.orNull())
          .with("loaded_at_query", WORDS)
          .with("tags", TEXTS);

  private static final Expected EXTERNAL =
      NOTHING
          .with("location", WORDS)
          .with("file_format", WORDS)
          .with("row_format", WORDS)
          .with("tbl_properties", WORDS)
          .with(
              "partitions",
              new Expected.ListOf(
                      Expected.shortOr(
                          new Expected.Plain("a text or a dictionary", Data.Text.class::isInstance),
                          NOTHING
                              .with("name", TEXT)
                              .with("data_type", TEXT)
                              .with("description", TEXT)
                              .with("meta", DICTIONARY)))
                  .orNull());
  private static final Expected.Keys SOURCE_CONFIG = NOTHING.with("meta", DICTIONARY);
  private static final Expected.Keys TABLE =
      TESTED
          .and(PLACED)
          .requiring("name", TEXT)
          .with("config", SOURCE_CONFIG)
          .with("columns", new Expected.ListOf(COLUMN))
          .with("identifier", WORDS)
          .with("quoting", QUOTING)
          .with("external", EXTERNAL.orNull());
  private static final Expected.Keys SOURCE =
      PLACED
          .with("name", TEXT)
          .with("description", TEXT)
          .with("meta", DICTIONARY)
          .with("database", WORDS)
          .with("schema", WORDS)
          .with("loader", TEXT)
          .with("quoting", QUOTING)
          .with("tables", new Expected.ListOf(TABLE))
          .with("config", SOURCE_CONFIG)
          .with("unrendered_database", WORDS)
          .with("unrendered_schema", WORDS);

  /// The source of a package, changed by the project.
  private static final Expected.Keys SOURCE_OVERRIDE =
      SOURCE
          .without("unrendered_database", "unrendered_schema", "loaded_at_field_present")
          .with("overrides", TEXT)
          .with("path", TEXT)
          .with("description", WORDS)
          .with("meta", DICTIONARY.orNull())
          .with("loader", WORDS)
          .with("quoting", QUOTING.orNull())
          .with("tables", new Expected.ListOf(TABLE).orNull())
          .with("tags", TEXTS.orNull());

  /// Who owns a group or an exposure: a name, an address and whatever else.
  private static final Expected OWNER =
      NOTHING
          .with("name", WORDS)
          .with("email", Expected.either("a text or a list of texts", TEXT, TEXTS).orNull());

  private static final Expected.Keys EXPOSURE =
      NOTHING
          .with("name", TEXT)
          .requiring(
              "type", Expected.oneOf("dashboard", "notebook", "analysis", "ml", "application"))
          .requiring("owner", OWNER)
          .with("description", TEXT)
          .with("label", WORDS)
          .with("maturity", Expected.oneOf("low", "medium", "high").orNull())
          .with("meta", DICTIONARY)
          .with("tags", TEXTS)
          .with("url", WORDS)
          .with("depends_on", TEXTS)
          .with(
              "config",
              NOTHING.with(
                  "tags",
                  new Expected.Plain(
                      "a list of texts",
                      value ->
                          value instanceof Data.Items
                              || value instanceof Data.Text
                              || value instanceof Data.Dict)))
          .closed();
  private static final Expected.Keys GROUP =
      NOTHING
          .with("name", TEXT)
          .requiring("owner", OWNER)
          .with("description", WORDS)
          .with("config", DICTIONARY)
          .closed();

  private static final Expected.Keys FIXTURE =
      NOTHING
          .with(
              "rows",
              Expected.either("a text or a list of dictionaries", TEXT, DICTIONARIES).orNull())
          .with("format", Expected.oneOf("csv", "dict", "sql"))
          .with("fixture", WORDS);
  private static final Expected NUMBERS = new Expected.ListOf(NUMBER).orNull();
  private static final Expected.Keys UNIT_TEST =
      NOTHING
          .with("name", TEXT)
          .requiring("model", TEXT)
          .requiring("given", new Expected.ListOf(FIXTURE.requiring("input", TEXT).closed()))
          .requiring("expect", FIXTURE.closed())
          .with("description", TEXT)
          .with(
              "overrides",
              NOTHING
                  .with("macros", DICTIONARY)
                  .with("vars", DICTIONARY)
                  .with("env_vars", DICTIONARY)
                  .closed()
                  .orNull())
          .with("config", DICTIONARY)
          .with(
              "versions",
              NOTHING.with("include", NUMBERS).with("exclude", NUMBERS).closed().orNull())
          .closed();

  private static final Expected.Keys RETURNS =
      NOTHING.requiring("data_type", TEXT).with("description", WORDS).closed();
  private static final Expected ARGUMENTS =
      new Expected.ListOf(
          NOTHING
              .requiring("name", TEXT)
              .requiring("data_type", TEXT)
              .with("description", WORDS)
              .with("default_value", Expected.anything())
              .closed());
  private static final Expected.Keys FUNCTION =
      DESCRIBED
          .with("access", WORDS)
          .with("arguments", ARGUMENTS)
          .requiring("returns", RETURNS)
          .with(
              "overloads",
              new Expected.ListOf(
                  NOTHING
                      .requiring("defined_in", TEXT)
                      .with("arguments", ARGUMENTS)
                      .with("returns", RETURNS.orNull())
                      .with("description", WORDS)
                      .closed()));

  private static final Map<String, Expected> SECTIONS =
      Map.ofEntries(
          Map.entry("models", SemanticSchema.model(MODEL)),
          Map.entry("seeds", NODE),
          Map.entry("snapshots", NODE),
          Map.entry("analyses", ANALYSIS),
          Map.entry("macros", MACRO),
          Map.entry("data_tests", DESCRIBED),
          Map.entry("tests", DESCRIBED),
          Map.entry("exposures", EXPOSURE),
          Map.entry("groups", GROUP),
          Map.entry("unit_tests", UNIT_TEST),
          Map.entry("functions", FUNCTION),
          Map.entry("semantic_models", SemanticSchema.SEMANTIC_MODEL),
          Map.entry("saved_queries", SemanticSchema.SAVED_QUERY));

  private EntrySchema() {}

  /// What is wrong with an entry.
  ///
  /// @param entry rendered
  static List<Expected.Fault> faults(String section, Data.Dict entry) {
    Expected expected =
        switch (section) {
          case "metrics" -> SemanticSchema.metric(entry);
          case "sources" ->
              (entry.find("overrides").isPresent() ? SOURCE_OVERRIDE : SOURCE).closed();
          default -> SECTIONS.getOrDefault(section, Expected.anything());
        };
    var faults = new ArrayList<>(expected.faults(entry));
    if (OWNED.contains(section)
        && entry.find("owner").orElse(Data.nothing()) instanceof Data.Dict owner
        && Stream.of("name", "email").allMatch(key -> owner.present(key).isEmpty())) {
      faults.add(fault("owner", "has neither a 'name' nor an 'email'"));
    }
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
    if (section.equals("metrics")
        && entry.find("type_params").isEmpty()
        && Patch.text(entry, "type").filter("simple"::equals).isPresent()
        && entry.present("agg").isEmpty()) {
      faults.add(fault("agg", "is missing; a simple metric has one, such as sum"));
    }
    if (section.equals("unit_tests")
        && Stream.of("include", "exclude")
            .allMatch(key -> entry.dict("versions").find(key).filter(Data::truth).isPresent())) {
      faults.add(fault("versions", "has both 'include' and 'exclude'. Keep one of them"));
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
      boolean isSelection = column.find("include").isPresent();
      faults.addAll((isSelection ? SELECTION : COLUMN).faults(column));
      if (isSelection) {
        included++;
        if (column.find("exclude").filter(Data::truth).isPresent()
            && column.find("include").filter(Data.Items.class::isInstance).isPresent()) {
          faults.add(
              fault("versions", "excludes columns of a list of columns. Leave them out of it"));
        }
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
