package dev.bailey.engine.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.relation.Given;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Tells how the columns of a query differ from those that its contract promises.
final class ContractMismatch {
  private static final List<String> HEADER =
      List.of("column_name", "definition_type", "contract_type", "mismatch_reason");

  private ContractMismatch() {}

  /// `exceptions.raise_contract_error(yaml_columns, sql_columns)`.
  static Value raise(Arguments a, Execution x) {
    Map<String, Map.Entry<String, String>> promised = columns(a.at(0), x);
    Map<String, Map.Entry<String, String>> found = columns(a.at(1), x);
    var rows = new TreeMap<String, List<String>>();
    found.forEach((key, column) -> compare(key, column, promised, rows));
    promised.forEach((key, column) -> {
      if (!found.containsKey(key)) {
        rows.put(
            column.getKey(),
            List.of(column.getKey(), "", column.getValue(), "missing in definition"));
      }
    });
    throw TemplateException.of(
        "ContractError",
        """
        This model has an enforced contract that failed.
        Please ensure the name, data_type, and number of columns in your contract match the \
        columns in your model's definition.

        """
            + table(rows.values()));
  }

  private static void compare(
      String key,
      Map.Entry<String, String> found,
      Map<String, Map.Entry<String, String>> promised,
      Map<String, List<String>> rows) {
    Map.Entry<String, String> column = promised.get(key);
    if (column == null) {
      rows.put(
          found.getKey(), List.of(found.getKey(), found.getValue(), "", "missing in contract"));
    } else if (!found.getValue().equals(column.getValue())) {
      rows.put(
          found.getKey(),
          List.of(found.getKey(), found.getValue(), column.getValue(), "data type mismatch"));
    }
  }

  /// Name and type of each column, by the name in upper case.
  private static Map<String, Map.Entry<String, String>> columns(Value list, Execution x) {
    var columns = new LinkedHashMap<String, Map.Entry<String, String>>();
    for (Value column : Operations.items(list, x)) {
      String name = Given.member(column, "name", x).str();
      columns.put(
          name.toUpperCase(Locale.ROOT),
          Map.entry(name, Given.member(column, "data_type", x).str()));
    }
    return columns;
  }

  private static String table(Iterable<List<String>> rows) {
    var all = new ArrayList<List<String>>();
    all.add(HEADER);
    rows.forEach(all::add);
    return TablePrinter.markdown(all);
  }
}
