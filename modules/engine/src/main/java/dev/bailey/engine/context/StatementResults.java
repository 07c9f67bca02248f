package dev.bailey.engine.context;

import dev.bailey.engine.adapter.Response;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.relation.Given;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The results of a node's statements, by the names that its templates gave them.
public final class StatementResults {
  private static final String MAIN = "main";

  private final Map<String, DictValue> stored = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /// The functions of templates.
  public Map<String, Value> functions() {
    return Map.of(
        "store_result", Builtin.free("store_result", this::store),
        "store_raw_result", Builtin.free("store_raw_result", this::storeRaw),
        "load_result", Builtin.free("load_result", this::load));
  }

  /// What the warehouse said of the statement `main`.
  public Optional<Response> mainResponse() {
    return Optional.ofNullable(stored.get(MAIN))
        .map(result -> result.get("response"))
        .flatMap(response ->
            response instanceof ResponseValue value
                ? Optional.of(value.response())
                : Optional.empty());
  }

  /// The table of the statement `main`.
  public Optional<TableValue> mainTable() {
    return Optional.ofNullable(stored.get(MAIN))
        .map(result -> result.get("table"))
        .flatMap(
            table -> table instanceof TableValue value ? Optional.of(value) : Optional.empty());
  }

  private Value store(Arguments a, Execution x) {
    Value response = Given.argument(a, 1, "response");
    return put(Given.argument(a, 0, "name").str(), response, Given.argument(a, 2, "agate_table"));
  }

  private Value storeRaw(Arguments a, Execution x) {
    var response =
        new Response(
            Given.text(Given.argument(a, 1, "message")).orElse(""),
            Given.text(Given.argument(a, 2, "code")).orElse(""),
            Given.whole(Given.argument(a, 3, "rows_affected")).orElse(-1L));
    return put(
        Given.argument(a, 0, "name").str(),
        new ResponseValue(response),
        Given.argument(a, 4, "agate_table"));
  }

  private Value put(String name, Value response, Value table) {
    Value rows = Given.isThere(table) ? table : TableValue.empty();
    var result = DictValue.empty();
    result.put("response", response);
    result.put("data", data(rows));
    result.put("table", rows);
    stored.put(name, result);
    taken.remove(name);
    return Str.EMPTY;
  }

  private static ListValue data(Value rows) {
    var data = ListValue.empty();
    if (rows instanceof TableValue table) {
      for (int i = 0; i < table.height(); i++) {
        data.add(TupleValue.copyOf(table.row(i)));
      }
    }
    return data;
  }

  /// A result can be taken once, so that large ones do not pile up; `main` stays.
  private Value load(Arguments a, Execution x) {
    String name = Given.argument(a, 0, "name").str();
    DictValue result = stored.get(name);
    if (result == null) {
      return None.NONE;
    }
    if (!name.equals(MAIN) && !taken.add(name)) {
      throw Failures.runtime(
          "The 'statement' result named '" + name + "' has already been loaded into a variable");
    }
    return result;
  }
}
