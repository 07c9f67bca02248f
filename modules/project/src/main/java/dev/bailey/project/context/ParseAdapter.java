package dev.bailey.project.context;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.Dialect;
import dev.bailey.project.manifest.Quoting;
import dev.bailey.project.relation.Relation;
import dev.bailey.project.relation.RelationClass;

/// `adapter` while parsing: it knows what needs no connection, and finds nothing.
final class ParseAdapter extends HostValue {
  private final Dialect dialect;
  private final RelationClass relations;

  /// @param quoting the project's
  ParseAdapter(Dialect dialect, Quoting quoting) {
    this.dialect = dialect;
    this.relations = new RelationClass(dialect.relationStyle(), Relation.Policy.of(quoting));
  }

  @Override
  public String typeName() {
    return "ParseDatabaseWrapper";
  }

  @Override
  public Value attribute(String name, Execution x) {
    return switch (name) {
      case "type" -> Builtin.free(name, (a, y) -> Str.of(dialect.type()));
      case "Relation" -> relations;
      case "quote" ->
          Builtin.of(
              Parameters.of(name, "identifier"),
              (a, y) -> Str.of(quoted(Operations.str(a.get(0), y))));
      case "quote_as_configured", "quote_seed_column" -> Builtin.free(name, (a, y) -> a.at(0));
      case "get_columns_in_relation",
          "get_missing_columns",
          "get_columns_in_table",
          "get_column_schema_from_query",
          "list_schemas",
          "list_relations_without_caching",
          "get_pseudocolumns_for_relation",
          "render_raw_columns_constraints",
          "render_raw_model_constraints",
          "get_partitions_metadata" ->
          Builtin.free(name, (a, y) -> ListValue.empty());
      case "check_schema_exists", "already_exists", "is_replaceable" ->
          Builtin.free(name, (a, y) -> Bool.of(false));
      case "execute" -> Builtin.free(name, (a, y) -> TupleValue.of(Str.EMPTY, None.NONE));
      case "add_query" -> Builtin.free(name, (a, y) -> TupleValue.of(None.NONE, None.NONE));
      default -> Builtin.free(name, (a, y) -> None.NONE);
    };
  }

  private String quoted(String identifier) {
    return dialect.quoteCharacter() + identifier + dialect.quoteCharacter();
  }
}
