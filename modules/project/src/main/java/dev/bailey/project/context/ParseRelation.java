package dev.bailey.project.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.manifest.Data;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A relation while parsing, when nobody knows yet which one it will be: it has a name, and every
/// change to it leaves it as it is.
final class ParseRelation extends HostValue {
  private final Optional<String> database;
  private final String schema;
  private final String identifier;

  ParseRelation(Optional<String> database, String schema, String identifier) {
    this.database = database;
    this.schema = schema;
    this.identifier = identifier;
  }

  /// `api.Relation`, of which only `create` matters here.
  static Value factory() {
    return new HostFunctions(
        "Relation", java.util.Map.of("create", Builtin.free("create", ParseRelation::create)));
  }

  private static Value create(Arguments arguments, Execution x) {
    return new ParseRelation(
        Optional.ofNullable(arguments.named().get("database"))
            .filter(v -> v != None.NONE)
            .map(v -> Operations.str(v, x)),
        text(arguments, "schema", x),
        text(arguments, "identifier", x));
  }

  private static String text(Arguments arguments, String name, Execution x) {
    Value value = arguments.named().get(name);
    return value == null || value == None.NONE ? "" : Operations.str(value, x);
  }

  @Override
  public String typeName() {
    return "Relation";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "database" -> Values.of(Data.of(database));
      case "schema" -> Str.of(schema);
      case "identifier", "name", "table" -> Str.of(identifier);
      case "type" -> None.NONE;
      case "is_table", "is_view", "is_cte", "is_materialized_view", "is_pointer", "is_function" ->
          Bool.of(false);
      case "include", "quote", "incorporate", "without_identifier", "replace_path", "matches" ->
          Builtin.free(name, (a, y) -> this);
      case "render" -> Builtin.free(name, (a, y) -> Str.of(rendered()));
      default -> null;
    };
  }

  private String rendered() {
    return database.map(d -> "\"" + d + "\".").orElse("")
        + "\""
        + schema
        + "\".\""
        + identifier
        + "\"";
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<Relation ").append(rendered()).append(">");
  }

  @Override
  public void writeStr(TextBuilder out) {
    out.append(rendered());
  }
}
