package dev.bailey.engine.context;

import dev.bailey.engine.adapter.Result;
import dev.bailey.engine.adapter.Rows;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.relation.ColumnClass;
import dev.bailey.project.relation.ColumnTypes;
import dev.bailey.project.relation.ColumnValue;
import dev.bailey.project.relation.Given;
import dev.bailey.project.relation.Relation;
import dev.bailey.project.relation.RelationClass;
import dev.bailey.project.relation.RelationValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// `adapter`: what macros ask and tell the warehouse, under the names of dbt's SQL adapter. It does
/// its work by macros of its own, such as `create_schema`, so that projects can replace them.
public final class AdapterValue extends HostValue {
  private final Place place;
  private final WarehouseRelations relations;
  private final Map<String, Builtin.FreeBody> methods;

  public AdapterValue(Place place) {
    this.place = place;
    this.relations = new WarehouseRelations(place);
    this.methods = methods();
  }

  private Map<String, Builtin.FreeBody> methods() {
    var all = new java.util.HashMap<String, Builtin.FreeBody>();
    statements(all);
    questions(all);
    changes(all);
    naming(all);
    snapshots(all);
    return Map.copyOf(all);
  }

  private void statements(Map<String, Builtin.FreeBody> all) {
    all.put("execute", this::execute);
    all.put("add_query", this::addQuery);
    all.put(
        "commit",
        (_, _) -> {
          place.connection().commit();
          return None.NONE;
        });
    all.put("get_column_schema_from_query", this::columnsOfQuery);
  }

  private void questions(Map<String, Builtin.FreeBody> all) {
    all.put("type", (_, _) -> Str.of(place.adapter().type()));
    all.put("get_relation", this::getRelation);
    all.put("already_exists", this::alreadyExists);
    all.put("list_relations", this::listRelations);
    all.put(
        "get_columns_in_relation",
        (a, x) ->
            WarehouseRelations.values(
                relations.columns(relation(a, 0, "relation", "get_columns_in_relation"), x)));
    all.put("get_pseudocolumns_for_relation", (_, _) -> ListValue.empty());
    all.put(
        "get_missing_columns",
        (a, x) ->
            WarehouseRelations.values(
                relations.missing(
                    relation(a, 0, "from_relation", "get_missing_columns"),
                    relation(a, 1, "to_relation", "get_missing_columns"),
                    x)));
    all.put(
        "check_schema_exists",
        (a, x) ->
            Bool.of(
                relations.schemaExists(
                    Given.argument(a, 0, "database"), Given.argument(a, 1, "schema"), x)));
    all.put("verify_database", (_, _) -> Str.EMPTY);
    all.put("valid_incremental_strategies", (_, _) -> strategies());
    all.put("get_incremental_strategy_macro", this::strategyMacro);
  }

  private void changes(Map<String, Builtin.FreeBody> all) {
    all.put("create_schema", changing((r, x) -> relations.createSchema(r, x)));
    all.put("drop_schema", changing((r, x) -> relations.dropSchema(r, x)));
    all.put("drop_relation", changing((r, x) -> relations.drop(r, x)));
    all.put("truncate_relation", changing((r, x) -> relations.truncate(r, x)));
    all.put("cache_added", changing((r, _) -> place.cache().add(r)));
    all.put("cache_dropped", changing((r, _) -> place.cache().drop(r)));
    all.put("rename_relation", changingTwo((from, to, x) -> relations.rename(from, to, x)));
    all.put("cache_renamed", changingTwo((from, to, _) -> place.cache().rename(from, to)));
    all.put(
        "expand_target_column_types", changingTwo((from, to, x) -> relations.expand(from, to, x)));
    all.put("warn_once", (a, _) -> warn(a));
  }

  private void naming(Map<String, Builtin.FreeBody> all) {
    all.put("quote", (a, _) -> Str.of(quoted(Given.argument(a, 0, "identifier").str())));
    all.put("quote_as_configured", (a, _) -> quoteAsConfigured(a));
    all.put("quote_seed_column", (a, _) -> quoteSeedColumn(a));
    all.put("convert_type", (a, _) -> convertType(a));
    all.put("standardize_grants_dict", AdapterValue::grants);
    var constraints = new Constraints(place.adapter(), place.notices());
    all.put(
        "render_raw_columns_constraints",
        (a, x) -> constraints.columns(Given.argument(a, 0, "raw_columns"), x));
    all.put(
        "render_raw_model_constraints",
        (a, x) -> constraints.model(Given.argument(a, 0, "raw_constraints"), x));
    all.put("parse_index", (a, x) -> IndexValue.parse(Given.argument(a, 0, "raw_index"), x));
    all.put("date_function", (_, _) -> Str.of("now()"));
    all.put("get_catalog_integration", (_, _) -> None.NONE);
    all.put("build_catalog_relation", (_, _) -> None.NONE);
  }

  private void snapshots(Map<String, Builtin.FreeBody> all) {
    var targets = new SnapshotTargets(relations);
    all.put("get_hard_deletes_behavior", SnapshotTargets::hardDeletes);
    all.put("valid_snapshot_target", targets::check);
    all.put("assert_valid_snapshot_target_given_strategy", targets::checkForStrategy);
  }

  private interface Change {
    void apply(Relation relation, Execution x);
  }

  private interface ChangeOfTwo {
    void apply(Relation first, Relation second, Execution x);
  }

  private static Builtin.FreeBody changing(Change change) {
    return (a, x) -> {
      Value only = a.count() > 0 ? a.at(0) : a.named().values().iterator().next();
      if (Given.isThere(only)) {
        change.apply(Given.relation(only, "adapter"), x);
      }
      return Str.EMPTY;
    };
  }

  private static Builtin.FreeBody changingTwo(ChangeOfTwo change) {
    return (a, x) -> {
      var both = new ArrayList<>(a.positional());
      both.addAll(a.named().values());
      change.apply(
          Given.relation(both.get(0), "adapter"), Given.relation(both.get(1), "adapter"), x);
      return Str.EMPTY;
    };
  }

  @Override
  public String typeName() {
    return "dbt.context.providers.RuntimeDatabaseWrapper";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    Builtin.FreeBody method = methods.get(name);
    if (method != null) {
      return Builtin.free(name, method);
    }
    return switch (name) {
      case "Relation" -> new RelationClass(place.adapter().relationStyle(), place.quoting());
      case "Column" -> new ColumnClass(place.adapter().columnTypes());
      case "behavior" -> new Behavior();
      default -> null;
    };
  }

  @Override
  public Value callMethod(String name, Arguments arguments, Execution x) {
    Builtin.FreeBody method = methods.get(name);
    return method != null ? method.call(arguments, x) : super.callMethod(name, arguments, x);
  }

  private Value execute(Arguments a, Execution x) {
    boolean fetch = Given.argument(a, 2, "fetch").truth();
    int limit = Given.whole(Given.argument(a, 3, "limit")).map(Math::toIntExact).orElse(-1);
    Result result =
        place
            .connection()
            .execute(
                Given.argument(a, 0, "sql").str(),
                Given.argument(a, 1, "auto_begin").truth(),
                fetch,
                limit,
                List.of());
    TableValue table =
        fetch ? TableValue.of(result.rows(), place.notices()::print, x) : TableValue.empty();
    return TupleValue.of(new ResponseValue(result.response()), table);
  }

  private Value addQuery(Arguments a, Execution x) {
    Value autoBegin = a.named().get("auto_begin");
    place
        .connection()
        .execute(
            placeholders(Given.argument(a, 0, "sql").str()),
            autoBegin == null || autoBegin.truth(),
            false,
            -1,
            Bindings.of(Given.argument(a, 2, "bindings"), x));
    return TupleValue.of(None.NONE, None.NONE);
  }

  /// psycopg's `%s` are placeholders too.
  private static String placeholders(String sql) {
    return sql.replace("%s", "?");
  }

  private Value columnsOfQuery(Arguments a, Execution x) {
    Result result =
        place.connection().execute(Given.argument(a, 0, "sql").str(), true, true, 0, List.of());
    ColumnTypes types = place.adapter().columnTypes();
    var columns = ListValue.empty();
    for (Rows.Column column : result.rows().columns()) {
      columns.add(
          new ColumnValue(
              column.name(),
              types.translate(types.ofQuery(column.type())),
              ColumnValue.Size.NONE,
              types));
    }
    return columns;
  }

  private Value getRelation(Arguments a, Execution x) {
    var path =
        new Relation.Path(
            Given.text(Given.argument(a, 0, "database")),
            Given.text(Given.argument(a, 1, "schema")),
            Given.text(Given.argument(a, 2, "identifier")));
    Optional<Relation> found = relations.find(path, x);
    return found.<Value>map(RelationValue::new).orElse(None.NONE);
  }

  private Value alreadyExists(Arguments a, Execution x) {
    var path =
        new Relation.Path(
            Optional.empty(),
            Given.text(Given.argument(a, 0, "schema")),
            Given.text(Given.argument(a, 1, "name")));
    return Bool.of(relations.find(path, x).isPresent());
  }

  private Value listRelations(Arguments a, Execution x) {
    var listed = ListValue.empty();
    relations
        .list(Given.text(Given.argument(a, 0, "database")), Given.argument(a, 1, "schema").str(), x)
        .forEach(relation -> listed.add(new RelationValue(relation)));
    return listed;
  }

  private ListValue strategies() {
    var list = ListValue.empty();
    new TreeSet<>(place.adapter().incrementalStrategies()).forEach(s -> list.add(Str.of(s)));
    return list;
  }

  /// The macro that writes the SQL of a strategy.
  private Value strategyMacro(Arguments a, Execution x) {
    String strategy = Given.text(Given.argument(a, 1, "strategy")).orElse("default");
    boolean isBuiltin =
        List.of("append", "delete+insert", "merge", "insert_overwrite", "microbatch")
            .contains(strategy);
    if (isBuiltin && !place.adapter().incrementalStrategies().contains(strategy)) {
      throw Failures.runtime(
          "The incremental strategy '" + strategy + "' is not valid for this adapter");
    }
    String macro = "get_incremental_" + strategy.replace("+", "_") + "_sql";
    Value found = Operations.item(a.at(0), Str.of(macro), x);
    if (!Given.isThere(found)) {
      throw Failures.runtime(
          "dbt could not find an incremental strategy macro with the name \"" + macro + "\"");
    }
    return found;
  }

  private Value warn(Arguments a) {
    place.notices().warn(a.at(0).str());
    return Str.EMPTY;
  }

  private String quoted(String name) {
    String quote = place.adapter().quoteCharacter();
    return quote + name + quote;
  }

  private Value quoteAsConfigured(Arguments a) {
    String name = Given.argument(a, 0, "identifier").str();
    Relation.Policy quoting = place.quoting();
    boolean quotes =
        switch (Given.argument(a, 1, "quote_key").str().toLowerCase(Locale.ROOT)) {
          case "database" -> quoting.database();
          case "schema" -> quoting.schema();
          case "identifier" -> quoting.identifier();
          default -> true;
        };
    return Str.of(quotes ? quoted(name) : name);
  }

  private Value quoteSeedColumn(Arguments a) {
    String name = Given.argument(a, 0, "column").str();
    Value config = Given.argument(a, 1, "quote_config");
    if (Given.isThere(config) && !(config instanceof Bool)) {
      throw Failures.compilation(
          "The seed configuration value of \"quote_columns\" has an invalid type "
              + config.typeName());
    }
    return Str.of(Given.isThere(config) && !config.truth() ? name : quoted(name));
  }

  private Value convertType(Arguments a) {
    if (!(Given.argument(a, 0, "agate_table") instanceof TableValue table)) {
      throw Failures.compilation("convert_type needs an agate table");
    }
    int index = Given.whole(Given.argument(a, 1, "col_idx")).map(Math::toIntExact).orElse(0);
    return Str.of(place.adapter().columnTypes().seedType(seedType(table.columns().get(index))));
  }

  private static ColumnTypes.SeedType seedType(TableValue.Column column) {
    return switch (column.type()) {
      case INTEGER -> ColumnTypes.SeedType.INTEGER;
      case NUMBER ->
          hasDecimals(column) ? ColumnTypes.SeedType.DECIMAL : ColumnTypes.SeedType.INTEGER;
      case BOOLEAN -> ColumnTypes.SeedType.BOOLEAN;
      case DATE -> ColumnTypes.SeedType.DATE;
      case DATE_TIME, ISO_DATE_TIME -> ColumnTypes.SeedType.DATETIME;
      case TEXT -> ColumnTypes.SeedType.TEXT;
    };
  }

  private static boolean hasDecimals(TableValue.Column column) {
    return column.values().stream()
        .anyMatch(value ->
            value instanceof dev.bailey.jinja.value.DecimalValue number
                && number.value().stripTrailingZeros().scale() > 0);
  }

  /// From one row for each grant to the grantees of each privilege.
  private static Value grants(Arguments a, Execution x) {
    var grants = DictValue.empty();
    for (Value row : Operations.items(Given.argument(a, 0, "grants_table"), x)) {
      String privilege = Given.member(row, "privilege_type", x).str();
      Value grantees = grants.get(privilege);
      if (!(grantees instanceof ListValue)) {
        grantees = ListValue.empty();
        grants.put(privilege, grantees);
      }
      ((ListValue) grantees).add(Given.member(row, "grantee", x));
    }
    return grants;
  }

  private static Relation relation(Arguments a, int place, String name, String function) {
    return Given.relation(Given.argument(a, place, name), function);
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<dbt.context.providers.RuntimeDatabaseWrapper object>");
  }

  /// The adapter's behaviour flags, all of them off.
  private static final class Behavior extends HostValue {
    @Override
    public String typeName() {
      return "dbt_common.behavior_flags.Behavior";
    }

    @Override
    public Value attribute(String name, Execution x) {
      return new Flag();
    }
  }

  /// One flag, which is false in itself.
  private static final class Flag extends HostValue {
    @Override
    public String typeName() {
      return "dbt_common.behavior_flags.BehaviorFlagRendered";
    }

    @Override
    public boolean truth() {
      return false;
    }

    @Override
    public @Nullable Value attribute(String name, Execution x) {
      return switch (name) {
        case "setting", "no_warn" -> Bool.FALSE;
        default -> null;
      };
    }
  }
}
