package dev.bailey.project.parse;

import dev.bailey.project.manifest.Column;
import dev.bailey.project.manifest.Constraint;
import dev.bailey.project.manifest.Data;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the columns and constraints of a properties file.
final class Columns {
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "description",
          "data_type",
          "constraints",
          "quote",
          "meta",
          "tags",
          "config",
          "tests",
          "data_tests",
          "docs",
          "policy_tags",
          "granularity",
          "dimension",
          "entity");

  private final Descriptions.Reading descriptions;

  Columns(Descriptions.Reading descriptions) {
    this.descriptions = descriptions;
  }

  /// The columns of `rendered`, by name.
  Map<String, Column> of(List<Data.Dict> rendered, String packageName, Span at) {
    var columns = new LinkedHashMap<String, Column>();
    for (Data.Dict column : rendered) {
      Patch.text(column, "name")
          .ifPresent(name -> columns.put(name, column(column, name, packageName, at)));
    }
    return columns;
  }

  private Column column(Data.Dict column, String name, String packageName, Span at) {
    Descriptions.Description description =
        descriptions.read(Patch.text(column, "description").orElse(""), packageName, at);
    Data.Dict config = column.dict("config");
    var tags = new LinkedHashSet<>(Patch.texts(column, "tags"));
    tags.addAll(Patch.texts(config, "tags"));
    return new Column(
        name,
        description.text(),
        description.blocks(),
        Patch.text(column, "data_type"),
        column.present("quote").map(Data::truth),
        constraints(column),
        column.dict("meta").updated(config.dict("meta")),
        List.copyOf(tags),
        extra(column));
  }

  private static Data.Dict extra(Data.Dict column) {
    var extra = new LinkedHashMap<Data, Data>();
    column
        .entries()
        .forEach((key, value) -> {
          if (!KNOWN.contains(key.asText().orElse(""))) {
            extra.put(key, value);
          }
        });
    for (String key : List.of("granularity", "dimension", "entity")) {
      column.present(key).ifPresent(value -> extra.put(Data.of(key), semantic(column, key, value)));
    }
    return new Data.Dict(extra);
  }

  /// What a column is to the semantic layer, with what it has of its column.
  private static Data semantic(Data.Dict column, String key, Data said) {
    if (!(said instanceof Data.Dict own)) {
      return said;
    }
    Shape shape =
        key.equals("entity") ? SemanticShapes.COLUMN_ENTITY : SemanticShapes.COLUMN_DIMENSION;
    Data.Dict named =
        Data.noEntries()
            .with("name", column.find("name").orElse(Data.nothing()))
            .with("description", column.present("description").orElse(Data.of("")));
    return shape.one(named.updated(own));
  }

  /// The constraints below `constraints`.
  static List<Constraint> constraints(Data.Dict owner) {
    var constraints = new ArrayList<Constraint>();
    for (Data.Dict one : Patch.dicts(owner, "constraints")) {
      constraints.add(
          new Constraint(
              Patch.text(one, "type").orElse(""),
              Patch.text(one, "name"),
              Patch.text(one, "expression"),
              flag(one, "warn_unenforced"),
              flag(one, "warn_unsupported"),
              Patch.text(one, "to"),
              Patch.texts(one, "to_columns"),
              Patch.texts(one, "columns")));
    }
    return constraints;
  }

  private static boolean flag(Data.Dict from, String key) {
    Optional<Data> value = from.present(key);
    return value.map(Data::truth).orElse(true);
  }
}
