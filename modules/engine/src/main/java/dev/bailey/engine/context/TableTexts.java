package dev.bailey.engine.context;

import dev.bailey.jinja.library.json.JsonStyle;
import dev.bailey.jinja.library.json.JsonWriter;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Str;
import java.util.Optional;

/// Tables of rows as `dbt show` prints them. The texts hold rows: they are for the terminal, not to
/// be kept.
public final class TableTexts {
  private static final int MAX_COLUMNS = 6;
  private static final int MAX_WIDTH = 20;

  private TableTexts() {}

  /// A Markdown table of all rows.
  public static String table(TableValue table) {
    return TablePrinter.layout(table, table.height(), MAX_COLUMNS, MAX_WIDTH);
  }

  /// The rows as JSON, with the name of the node when it has one.
  public static String json(Optional<String> node, TableValue table, Execution x) {
    var all = DictValue.empty();
    node.ifPresent(name -> all.put("node", Str.of(name)));
    all.put("show", TablePrinter.jsonRows(table));
    return JsonWriter.write(all, JsonStyle.standard().withIndent(Int.of(2)), x);
  }
}
