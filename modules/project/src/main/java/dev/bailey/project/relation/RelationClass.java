package dev.bailey.project.relation;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `api.Relation`: makes relations that are quoted as the project says.
public final class RelationClass extends HostValue {
  private final RelationStyle style;
  private final Relation.Policy quoting;

  public RelationClass(RelationStyle style, Relation.Policy quoting) {
    this.style = style;
    this.quoting = quoting;
  }

  /// The constants that the class and its instances have: the types of relations.
  static @Nullable Value constant(String name) {
    return switch (name) {
      case "Table" -> Str.of("table");
      case "View" -> Str.of("view");
      case "CTE" -> Str.of("cte");
      case "MaterializedView" -> Str.of("materialized_view");
      case "External" -> Str.of("external");
      case "Ephemeral" -> Str.of("ephemeral");
      case "PointerTable" -> Str.of("pointer_table");
      case "Function" -> Str.of("function");
      default -> null;
    };
  }

  @Override
  public String typeName() {
    return "dbt.context.providers.RelationProxy";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "create" -> Builtin.free(name, (arguments, _) -> create(arguments));
      case "create_from", "create_from_node", "create_from_source" ->
          Builtin.free(name, this::createFrom);
      case "get_relation_type" -> Builtin.free(name, (arguments, _) -> arguments.at(0));
      case "relation_max_name_length" ->
          Builtin.free(name, (_, _) -> Int.of(style.maxNameLength()));
      case "add_ephemeral_prefix" ->
          Builtin.free(name, (arguments, _) -> Str.of("__dbt__cte__" + arguments.at(0).str()));
      default -> constant(name);
    };
  }

  private RelationValue create(Arguments arguments) {
    var path =
        new Relation.Path(
            Given.text(Given.argument(arguments, 0, "database")),
            Given.text(Given.argument(arguments, 1, "schema")),
            Given.text(Given.argument(arguments, 2, "identifier")));
    Relation named = Relation.of(path, quoting, style);
    Optional<String> type = Given.text(Given.argument(arguments, 3, "type"));
    return new RelationValue(Relations.changed(named.typed(type), withoutType(arguments)));
  }

  private static Arguments withoutType(Arguments arguments) {
    var named = new java.util.LinkedHashMap<>(arguments.named());
    named.remove("type");
    return new Arguments(java.util.List.of(), named);
  }

  /// A relation of a node or source of `graph`.
  private RelationValue createFrom(Arguments arguments, Execution x) {
    Value node = arguments.at(arguments.count() - 1);
    Value identifier = Given.member(node, "identifier", x);
    Value alias = Given.isThere(identifier) ? identifier : Given.member(node, "alias", x);
    var path =
        new Relation.Path(
            Given.text(Given.member(node, "database", x)),
            Given.text(Given.member(node, "schema", x)),
            Given.text(alias));
    Value own = Given.member(node, "quoting", x);
    Relation.Policy quote = own instanceof DictValue ? Relations.policy(quoting, own) : quoting;
    return new RelationValue(
        Relations.changed(
            Relation.of(path, quote, style),
            new Arguments(java.util.List.of(), arguments.named())));
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<dbt.context.providers.RelationProxy object>");
  }
}
