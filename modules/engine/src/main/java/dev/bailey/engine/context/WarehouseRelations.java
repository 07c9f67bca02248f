package dev.bailey.engine.context;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.relation.ColumnValue;
import dev.bailey.project.relation.Given;
import dev.bailey.project.relation.Relation;
import dev.bailey.project.relation.RelationValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Asks for and changes the relations of the warehouse by way of the adapter's macros, and keeps
/// the cache in step: what dbt's SQL adapter does.
public final class WarehouseRelations {
  private static final Set<String> TYPES =
      Set.of("table", "view", "cte", "materialized_view", "ephemeral", "external", "pointer_table");

  private final Place place;

  public WarehouseRelations(Place place) {
    this.place = place;
  }

  /// The relations of a schema: from the cache, once they were listed.
  public List<Relation> list(Optional<String> database, String schema, Execution x) {
    learn(database, schema, x);
    return place.cache().list(database, schema);
  }

  private void learn(Optional<String> database, String schema, Execution x) {
    if (!place.cache().knows(database, schema)) {
      place.cache().fill(database, schema, listNow(database, schema, x));
    }
  }

  /// The relations of a schema, asked of the warehouse now.
  public List<Relation> listNow(Optional<String> database, String schema, Execution x) {
    Relation wanted =
        place
            .relation(new Relation.Path(database, Optional.of(schema), Optional.empty()))
            .withoutIdentifier();
    Value rows = call("list_relations_without_caching", "schema_relation", wanted, x);
    var listed = new ArrayList<Relation>();
    if (Given.isThere(rows)) {
      for (Value row : Operations.items(rows, x)) {
        listed.add(listed(Operations.items(row, x)));
      }
    }
    return listed;
  }

  /// @param row database, name, schema, type
  private Relation listed(List<Value> row) {
    String type = row.get(3).str();
    var path =
        new Relation.Path(Given.text(row.get(0)), Given.text(row.get(2)), Given.text(row.get(1)));
    return Relation.of(path, Relation.Policy.ALL, place.adapter().relationStyle())
        .typed(Optional.of(TYPES.contains(type) ? type : "external"));
  }

  /// Tells the cache which relations depend on others.
  ///
  /// @param macro gives rows of a dependent's schema and name and the other's schema and name
  public void link(String macro, Optional<String> database, Execution x) {
    for (Value row : Operations.items(place.macros().call(macro, Map.of(), x), x)) {
      List<Value> names = Operations.items(row, x);
      place
          .cache()
          .link(
              named(database, names.get(2), names.get(3)),
              named(database, names.get(0), names.get(1)));
    }
  }

  private Relation named(Optional<String> database, Value schema, Value name) {
    return place.relation(
        new Relation.Path(database, Optional.of(schema.str()), Optional.of(name.str())));
  }

  /// The relation of that name, when there is one.
  public Optional<Relation> find(Relation.Path wanted, Execution x) {
    Relation.Path asked = asWritten(wanted);
    learn(wanted.database(), wanted.schema().orElse(""), x);
    Optional<Relation> known = place.cache().find(asked);
    if (known.isPresent() && known.get().match(asked) == Relation.Match.APPROXIMATE) {
      throw ambiguous(asked, known.get());
    }
    return known.filter(relation -> relation.match(asked) == Relation.Match.EXACT);
  }

  /// Parts that are not quoted are lower case in the warehouse.
  private Relation.Path asWritten(Relation.Path wanted) {
    Relation.Policy quoting = place.quoting();
    return new Relation.Path(
        written(wanted.database(), quoting.database()),
        written(wanted.schema(), quoting.schema()),
        written(wanted.identifier(), quoting.identifier()));
  }

  private static Optional<String> written(Optional<String> name, boolean quoted) {
    return quoted ? name : name.map(text -> text.toLowerCase(java.util.Locale.ROOT));
  }

  private RuntimeException ambiguous(Relation.Path wanted, Relation found) {
    return Failures.compilation(
        """
        When searching for a relation, dbt found an approximate match. Instead of guessing \n\
        which relation to use, dbt will move on. Please delete %s, or rename it to be less \
        ambiguous.
        Searched for: %s
        Found: %s\
        """
            .formatted(found.render(), place.relation(wanted).render(), found.render()));
  }

  /// The columns, as the warehouse has them; none for what is not there. A warehouse that refuses
  /// to describe what is not there has ended the transaction, which is rolled back as in dbt.
  public List<ColumnValue> columns(Relation relation, Execution x) {
    Value columns;
    try {
      columns = call("get_columns_in_relation", "relation", relation, x);
    } catch (WarehouseException e) {
      if (e.kind() != Kind.MISSING) {
        throw e;
      }
      place.connection().rollback();
      return List.of();
    }
    return Operations.items(columns, x).stream().map(ColumnValue::column).toList();
  }

  /// The columns of `from` that `to` lacks.
  List<ColumnValue> missing(Relation from, Relation to, Execution x) {
    Set<String> there = new java.util.HashSet<>();
    columns(to, x).forEach(column -> there.add(column.name()));
    return columns(from, x).stream().filter(column -> !there.contains(column.name())).toList();
  }

  /// Widens the strings of `target` to those of `source`.
  void expand(Relation source, Relation target, Execution x) {
    var wanted = new java.util.LinkedHashMap<String, ColumnValue>();
    columns(source, x).forEach(column -> wanted.put(column.name(), column));
    for (ColumnValue column : columns(target, x)) {
      ColumnValue wider = wanted.get(column.name());
      if (wider != null && column.canExpandTo(wider)) {
        place
            .macros()
            .call(
                "alter_column_type",
                Map.of(
                    "relation", new RelationValue(target),
                    "column_name", Str.of(column.name()),
                    "new_column_type",
                        Str.of(place.adapter().columnTypes().stringType(wider.stringSize()))),
                x);
      }
    }
  }

  void drop(Relation relation, Execution x) {
    if (relation.type().isEmpty()) {
      throw Failures.compilation(
          "Tried to drop relation " + relation.render() + ", but its type is null.");
    }
    place.cache().drop(relation);
    call("drop_relation", "relation", relation, x);
  }

  void truncate(Relation relation, Execution x) {
    call("truncate_relation", "relation", relation, x);
  }

  void rename(Relation from, Relation to, Execution x) {
    place.cache().rename(from, to);
    place
        .macros()
        .call(
            "rename_relation",
            Map.of("from_relation", new RelationValue(from), "to_relation", new RelationValue(to)),
            x);
  }

  /// The schemas of a database.
  public List<String> schemas(Optional<String> database, Execution x) {
    Value rows = place.macros().call("list_schemas", Map.of("database", Given.orNone(database)), x);
    return Operations.items(rows, x).stream()
        .map(row -> Operations.items(row, x).getFirst().str())
        .toList();
  }

  boolean schemaExists(Value database, Value schema, Execution x) {
    var informationSchema =
        RelationValue.informationSchemaOf(
            place.relation(
                new Relation.Path(Given.text(database), Given.text(schema), Optional.empty())));
    Value rows =
        place
            .macros()
            .call(
                "check_schema_exists",
                Map.of("information_schema", informationSchema, "schema", schema),
                x);
    Value count = Operations.items(Operations.items(rows, x).getFirst(), x).getFirst();
    return count.truth();
  }

  /// Makes the schema of a relation, and commits.
  public void createSchema(Relation relation, Execution x) {
    call("create_schema", "relation", relation.withoutIdentifier(), x);
    place.connection().commit();
  }

  void dropSchema(Relation relation, Execution x) {
    call("drop_schema", "relation", relation.withoutIdentifier(), x);
    place.connection().commit();
    place.cache().dropSchema(relation.path().database(), relation.path().schema().orElse(""));
  }

  private Value call(String macro, String argument, Relation relation, Execution x) {
    return place.macros().call(macro, Map.of(argument, new RelationValue(relation)), x);
  }

  static ListValue values(List<ColumnValue> columns) {
    return ListValue.copyOf(columns);
  }
}
