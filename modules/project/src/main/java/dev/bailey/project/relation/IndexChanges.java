package dev.bailey.project.relation;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How the indexes of a materialized view differ from those that its config asks for: what dbt's
/// macros get of `get_materialized_view_config_change_collection` on PostgreSQL. Old indexes are
/// dropped before new ones are created.
///
/// https://docs.getdbt.com/reference/resource-configs/postgres-configs#materialized-views
final class IndexChanges {
  private static final String DEFAULT_METHOD = "btree";

  private IndexChanges() {}

  /// An index, without its name: dbt makes up a new one each time.
  private record Index(Set<String> columns, boolean unique, String method) {

    DictValue asNodeConfig() {
      return DictValue.ofNames(
          Map.of(
              "columns", ListValue.copyOf(columns.stream().sorted().map(Str::of).toList()),
              "unique", Bool.of(unique),
              "type", Str.of(method)));
    }
  }

  private record Named(String name, Index index) {}

  /// @param results the relation's indexes, as the macros queried them
  /// @param model the node
  /// @return none when nothing differs
  static Value of(Value results, Value model, Execution x) {
    List<Named> existing = existing(results, x);
    List<Index> wanted = wanted(model, x);
    List<Index> known = existing.stream().map(Named::index).toList();
    var changes = new ArrayList<Value>();
    existing.stream()
        .filter(old -> !wanted.contains(old.index()))
        .forEach(old -> changes.add(change("drop", old.name(), old.index())));
    wanted.stream()
        .filter(index -> !known.contains(index))
        .forEach(index -> changes.add(change("create", "", index)));
    if (changes.isEmpty()) {
      return None.NONE;
    }
    return DictValue.ofNames(
        Map.of(
            "indexes", ListValue.copyOf(changes),
            "has_changes", Bool.of(true),
            "requires_full_refresh", Bool.of(false)));
  }

  private static DictValue change(String action, String name, Index index) {
    return DictValue.ofNames(
        Map.of(
            "action", Str.of(action),
            "context",
                DictValue.ofNames(
                    Map.of("name", Str.of(name), "as_node_config", index.asNodeConfig()))));
  }

  private static List<Named> existing(Value results, Execution x) {
    Value table = item(results, "indexes", x);
    if (!Given.isThere(table)) {
      return List.of();
    }
    return Operations.items(Operations.attribute(table, "rows", x), x).stream()
        .map(row ->
            new Named(
                Operations.str(item(row, "name", x), x),
                new Index(
                    lowered(List.of(Operations.str(item(row, "column_names", x), x).split(","))),
                    item(row, "unique", x).truth(),
                    Operations.str(item(row, "method", x), x))))
        .toList();
  }

  private static List<Index> wanted(Value model, Execution x) {
    Value indexes = item(item(model, "config", x), "indexes", x);
    if (!Given.isThere(indexes)) {
      return List.of();
    }
    return Operations.items(indexes, x).stream().map(index -> wantedIndex(index, x)).toList();
  }

  private static Index wantedIndex(Value index, Execution x) {
    List<String> columns =
        Operations.items(item(index, "columns", x), x).stream()
            .map(column -> Operations.str(column, x))
            .toList();
    Value unique = item(index, "unique", x);
    return new Index(
        lowered(columns),
        Given.isThere(unique) && unique.truth(),
        Given.text(item(index, "type", x)).orElse(DEFAULT_METHOD));
  }

  private static Set<String> lowered(List<String> columns) {
    return Set.copyOf(columns.stream().map(column -> column.toLowerCase(Locale.ROOT)).toList());
  }

  private static Value item(Value value, String key, Execution x) {
    return Operations.item(value, Str.of(key), x);
  }
}
