package dev.bailey.project.relation;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A [Relation] as templates see it; printed, it is its name in SQL.
public final class RelationValue extends HostValue {
  private final Relation relation;

  public RelationValue(Relation relation) {
    this.relation = relation;
  }

  /// The relation itself.
  public Relation relation() {
    return relation;
  }

  /// The information schema of a relation's database.
  public static HostValue informationSchemaOf(Relation relation) {
    return new InformationSchema(relation, Optional.empty());
  }

  @Override
  public String typeName() {
    return relation.style().pythonName();
  }

  /// dbt's relations are mappings whose keys nobody can list; macros ask for that.
  @Override
  public boolean isMapping() {
    return true;
  }

  @Override
  public @Nullable Value item(Value key, Execution x) {
    return key instanceof Str name ? attribute(name.value(), x) : null;
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "database" -> Given.orNone(relation.path().database());
      case "schema" -> Given.orNone(relation.path().schema());
      case "identifier", "name", "table" -> Given.orNone(relation.path().identifier());
      case "type" -> Given.orNone(relation.type());
      case "is_table" -> isType("table");
      case "is_view" -> isType("view");
      case "is_cte" -> isType("cte");
      case "is_materialized_view" -> isType("materialized_view");
      case "is_pointer" -> isType("pointer_table");
      case "is_function" -> isType("function");
      case "is_external_table" -> isType("external");
      case "can_be_renamed" -> isOneOf(relation.style().renameable());
      case "can_be_replaced" -> isOneOf(relation.style().replaceable());
      case "path" -> path();
      case "include_policy" -> policy(relation.include());
      case "quote_policy" -> policy(relation.quote());
      case "quote_character" -> Str.of(relation.style().quoteCharacter());
      case "dbt_created" -> Bool.of(relation.madeByDbt());
      case "limit" -> Given.number(relation.reading().limit().map(Integer::longValue));
      case "require_alias" -> Bool.of(relation.style().namesSubqueries());
      default -> method(name);
    };
  }

  private @Nullable Value method(String name) {
    return switch (name) {
      case "render" -> builtin(name, _ -> Str.of(relation.render()));
      case "render_limited" -> builtin(name, _ -> Str.of(relation.limited()));
      case "render_event_time_filtered" ->
          builtin(
              name,
              a ->
                  Str.of(
                      relation.filtered(
                          Given.text(Given.argument(a, 0, "rendered"))
                              .orElseGet(relation::render))));
      case "include" -> builtin(name, a -> including(a));
      case "quote" -> builtin(name, a -> quoting(a));
      case "quoted" -> builtin(name, a -> Str.of(relation.quoted(a.at(0).str())));
      case "incorporate" -> builtin(name, a -> new RelationValue(Relations.changed(relation, a)));
      case "replace_path" -> builtin(name, a -> new RelationValue(Relations.moved(relation, a)));
      case "without_identifier" ->
          builtin(name, _ -> new RelationValue(relation.withoutIdentifier()));
      case "matches" -> builtin(name, a -> Bool.of(matches(a)));
      case "information_schema" -> builtin(name, a -> informationSchema(a));
      case "information_schema_only" ->
          builtin(name, _ -> new InformationSchema(relation, Optional.empty()));
      case "relation_max_name_length" ->
          builtin(name, _ -> Int.of(relation.style().maxNameLength()));
      case "add_ephemeral_prefix" -> builtin(name, a -> Str.of("__dbt__cte__" + a.at(0).str()));
      case "scd_args" -> builtin(name, a -> scdArguments(a));
      case "get_function_config" -> Builtin.free(name, RelationValue::functionConfig);
      case "get_function_macro_name" -> Builtin.free(name, RelationValue::functionMacro);
      case "get_materialized_view_config_change_collection" ->
          relation.style().indexesViews()
              ? Builtin.free(name, (a, x) -> IndexChanges.of(a.at(0), a.at(1), x))
              : null;
      case "get" -> Builtin.free(name, this::get);
      default -> RelationClass.constant(name);
    };
  }

  private interface Body {
    Value call(Arguments arguments);
  }

  private static Builtin builtin(String name, Body body) {
    return Builtin.free(name, (arguments, _) -> body.call(arguments));
  }

  /// To `get`, dbt answers with one key more than there is.
  private Value get(Arguments arguments, Execution x) {
    if (arguments.at(0).str().equals("metadata")) {
      var metadata = DictValue.empty();
      metadata.put("type", Str.of(typeName()));
      return metadata;
    }
    Value found = attribute(arguments.at(0).str(), x);
    return found != null ? found : Given.argument(arguments, 1, "default");
  }

  /// What decides how a function is written; `none` for all other resources.
  private static Value functionConfig(Arguments arguments, Execution x) {
    Value model = arguments.at(0);
    if (!Given.member(model, "resource_type", x).str().equals("function")) {
      return None.NONE;
    }
    Value config = Given.member(model, "config", x);
    var decides = DictValue.empty();
    decides.put("language", Given.member(model, "language", x));
    for (String key : List.of("type", "runtime_version", "entry_point")) {
      decides.put(key, Given.member(config, key, x));
    }
    if (Given.member(model, "language", x).str().equals("python")) {
      require("A `runtime_version`", decides.get("runtime_version"));
      require("An `entry_point`", decides.get("entry_point"));
    }
    return decides;
  }

  private static void require(String what, @Nullable Value value) {
    if (value == null || !Given.isThere(value)) {
      throw TemplateException.of("DbtRuntimeError", what + " is required for python functions");
    }
  }

  private static Value functionMacro(Arguments arguments, Execution x) {
    Value config = arguments.at(0);
    return Str.of(
        Given.member(config, "type", x).str()
            + "_function_"
            + Given.member(config, "language", x).str());
  }

  private Bool isType(String word) {
    return Bool.of(relation.isType(word));
  }

  private Bool isOneOf(java.util.Set<String> types) {
    return Bool.of(relation.type().filter(types::contains).isPresent());
  }

  private DictValue path() {
    var path = DictValue.empty();
    path.put("database", Given.orNone(relation.path().database()));
    path.put("schema", Given.orNone(relation.path().schema()));
    path.put("identifier", Given.orNone(relation.path().identifier()));
    return path;
  }

  private static DictValue policy(Relation.Policy policy) {
    var dict = DictValue.empty();
    dict.put("database", Bool.of(policy.database()));
    dict.put("schema", Bool.of(policy.schema()));
    dict.put("identifier", Bool.of(policy.identifier()));
    return dict;
  }

  private RelationValue including(Arguments arguments) {
    return new RelationValue(relation.including(Relations.policy(relation.include(), arguments)));
  }

  private RelationValue quoting(Arguments arguments) {
    return new RelationValue(relation.quoting(Relations.policy(relation.quote(), arguments)));
  }

  private boolean matches(Arguments arguments) {
    return relation.match(
            new Relation.Path(
                Given.text(Given.argument(arguments, 0, "database")),
                Given.text(Given.argument(arguments, 1, "schema")),
                Given.text(Given.argument(arguments, 2, "identifier"))))
        == Relation.Match.EXACT;
  }

  private InformationSchema informationSchema(Arguments arguments) {
    return new InformationSchema(relation, Given.text(Given.argument(arguments, 0, "view_name")));
  }

  private static ListValue scdArguments(Arguments arguments) {
    var result = ListValue.empty();
    Value key = Given.argument(arguments, 0, "primary_key");
    if (key instanceof ListValue keys) {
      keys.items().forEach(result::add);
    } else {
      result.add(key);
    }
    result.add(Given.argument(arguments, 1, "updated_at"));
    return result;
  }

  @Override
  public void writeStr(TextBuilder out) {
    out.append(relation.text());
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<").append(typeName()).append(" ").append(relation.text()).append(">");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RelationValue that && relation.isSame(that.relation);
  }

  @Override
  public int hashCode() {
    return relation.render().hashCode();
  }

  /// The information schema of a relation's database, or one of its views.
  static final class InformationSchema extends HostValue {
    private final Relation relation;
    private final Optional<String> view;

    InformationSchema(Relation relation, Optional<String> view) {
      this.relation = relation;
      this.view = view;
    }

    @Override
    public String typeName() {
      return "InformationSchema";
    }

    @Override
    public @Nullable Value attribute(String name, Execution x) {
      return switch (name) {
        case "database" -> Given.orNone(relation.path().database());
        case "schema" -> Given.orNone(relation.path().schema());
        case "identifier" -> Str.of("INFORMATION_SCHEMA");
        case "information_schema_view" -> Given.orNone(view);
        case "type" -> None.NONE;
        case "render" -> builtin(name, _ -> Str.of(text()));
        default -> null;
      };
    }

    private String text() {
      String database =
          relation
              .path()
              .database()
              .map(name -> (relation.quote().database() ? relation.quoted(name) : name) + ".")
              .orElse("");
      return database + "INFORMATION_SCHEMA" + view.map(name -> "." + name).orElse("");
    }

    @Override
    public void writeStr(TextBuilder out) {
      out.append(text());
    }

    @Override
    public void writeRepr(TextBuilder out) {
      out.append("<InformationSchema ").append(text()).append(">");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof InformationSchema that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
      return text().hashCode();
    }
  }
}
