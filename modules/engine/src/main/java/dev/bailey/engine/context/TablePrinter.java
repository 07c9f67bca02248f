package dev.bailey.engine.context;

import dev.bailey.jinja.library.json.JsonStyle;
import dev.bailey.jinja.library.json.JsonWriter;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.DateTimeValue;
import dev.bailey.jinja.value.DateValue;
import dev.bailey.jinja.value.DecimalValue;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.relation.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// The texts that agate's tables print.
final class TablePrinter {
  private static final int MAX_ROWS = 20;
  private static final int MAX_COLUMNS = 6;
  private static final int MAX_WIDTH = 20;
  private static final int MAX_DECIMALS = 3;

  private TablePrinter() {}

  /// `print_table`: a Markdown table of the first rows and columns.
  static String table(TableValue table, Arguments arguments, Execution x) {
    int rows = count(arguments, 0, "max_rows", MAX_ROWS);
    int columns = count(arguments, 1, "max_columns", MAX_COLUMNS);
    int width = count(arguments, 4, "max_column_width", MAX_WIDTH);
    return layout(table, rows, columns, width);
  }

  private static int count(Arguments arguments, int place, String name, int otherwise) {
    Value given = Given.argument(arguments, place, name);
    return Given.whole(given).map(Math::toIntExact).orElse(otherwise);
  }

  /// A Markdown table with at most so many rows and columns, and no wider cells than `width`.
  static String layout(TableValue table, int maxRows, int maxColumns, int width) {
    int shownRows = Math.min(maxRows, table.height());
    var columns = new ArrayList<List<String>>();
    var right = new ArrayList<Boolean>();
    for (TableValue.Column column :
        table.columns().subList(0, Math.min(maxColumns, table.columns().size()))) {
      columns.add(cells(column, shownRows, table.height() > shownRows, width));
      right.add(isNumeric(column.type()) || isTemporal(column.type()));
    }
    if (table.columns().size() > maxColumns) {
      columns.add(more(shownRows + (table.height() > shownRows ? 1 : 0)));
      right.add(false);
    }
    return lines(columns, right);
  }

  private static boolean isNumeric(AgateType type) {
    return type == AgateType.INTEGER || type == AgateType.NUMBER;
  }

  private static boolean isTemporal(AgateType type) {
    return type == AgateType.DATE || type == AgateType.DATE_TIME || type == AgateType.ISO_DATE_TIME;
  }

  private static List<String> more(int rows) {
    var cells = new ArrayList<String>();
    for (int i = 0; i <= rows; i++) {
      cells.add("...");
    }
    return cells;
  }

  /// The header, then the values.
  private static List<String> cells(TableValue.Column column, int rows, boolean more, int width) {
    var cells = new ArrayList<String>();
    cells.add(cut(column.name(), width));
    int decimals = decimals(column);
    for (Value value : column.values().subList(0, rows)) {
      cells.add(value instanceof None ? "" : cut(text(value, decimals), width));
    }
    if (more) {
      cells.add("...");
    }
    return cells;
  }

  /// Numbers of a column are shown with as many decimals as the longest has, three at most, and
  /// grouped by thousands.
  private static String text(Value value, int decimals) {
    if (!(value instanceof DecimalValue number)) {
      return value.str();
    }
    int shown = Math.min(decimals, MAX_DECIMALS);
    return String.format(Locale.ROOT, "%,." + shown + "f", number.value())
        + (decimals > MAX_DECIMALS ? "…" : "");
  }

  private static int decimals(TableValue.Column column) {
    int decimals = 0;
    for (Value value : column.values()) {
      if (value instanceof DecimalValue number) {
        decimals = Math.max(decimals, number.value().stripTrailingZeros().scale());
      }
    }
    return decimals;
  }

  private static String cut(String text, int width) {
    return text.length() > width ? text.substring(0, Math.max(width - 3, 0)) + "..." : text;
  }

  private static String lines(List<List<String>> columns, List<Boolean> right) {
    if (columns.isEmpty()) {
      return "";
    }
    int[] widths =
        columns.stream()
            .mapToInt(cells -> cells.stream().mapToInt(String::length).max().orElse(0))
            .toArray();
    var lines = new StringJoiner("\n");
    for (int row = 0; row < columns.getFirst().size(); row++) {
      var line = new StringJoiner(" | ", "| ", " |");
      for (int i = 0; i < columns.size(); i++) {
        line.add(padded(columns.get(i).get(row), widths[i], right.get(i)));
      }
      lines.add(line.toString());
      if (row == 0) {
        lines.add(rule(widths));
      }
    }
    return lines.toString();
  }

  /// A Markdown table of texts, the header first.
  static String markdown(List<List<String>> rows) {
    var columns = new ArrayList<List<String>>();
    for (int i = 0; i < rows.getFirst().size(); i++) {
      int index = i;
      columns.add(rows.stream().map(row -> row.get(index)).toList());
    }
    return lines(columns, columns.stream().map(_ -> false).toList());
  }

  private static String rule(int[] widths) {
    var rule = new StringJoiner(" | ", "| ", " |");
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    return rule.toString();
  }

  private static String padded(String text, int width, boolean right) {
    String padding = " ".repeat(width - text.length());
    return right ? padding + text : text + padding;
  }

  /// What `str()` of a table gives: the columns and their types.
  static String structure(List<TableValue.Column> columns) {
    var names = new ArrayList<String>(List.of("column"));
    var types = new ArrayList<String>(List.of("data_type"));
    for (TableValue.Column column : columns) {
      names.add(column.name());
      types.add(column.type().pythonName());
    }
    return lines(List.of(names, types), List.of(false, false)) + "\n";
  }

  /// `print_json`: a list of objects.
  static String json(TableValue table, Arguments arguments, Execution x) {
    return json(table, x);
  }

  /// The rows as a JSON list of objects.
  static String json(TableValue table, Execution x) {
    return JsonWriter.write(jsonRows(table), JsonStyle.standard(), x);
  }

  /// The rows as a list of dictionaries that JSON can hold.
  static ListValue jsonRows(TableValue table) {
    var rows = ListValue.empty();
    for (int i = 0; i < table.height(); i++) {
      var row = DictValue.empty();
      for (TableValue.Column column : table.columns()) {
        row.put(column.name(), jsonValue(column.values().get(i)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Value jsonValue(Value value) {
    return switch (value) {
      case DecimalValue number -> Float.of(number.value().doubleValue());
      case DateValue date -> Str.of(date.str());
      case DateTimeValue time -> Str.of(time.str().replace(' ', 'T'));
      default -> value;
    };
  }

  /// `print_csv`.
  static String csv(TableValue table, Arguments arguments, Execution x) {
    var lines = new StringJoiner("\n", "", "\n");
    lines.add(csvLine(table.names()));
    for (int i = 0; i < table.height(); i++) {
      lines.add(csvLine(table.row(i)));
    }
    return lines.toString();
  }

  private static String csvLine(List<Value> values) {
    var line = new StringJoiner(",");
    values.forEach(value -> line.add(value instanceof None ? "" : csvField(value.str())));
    return line.toString();
  }

  private static String csvField(String text) {
    boolean needsQuotes =
        text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return needsQuotes ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
