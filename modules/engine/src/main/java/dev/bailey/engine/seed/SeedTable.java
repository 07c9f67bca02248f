package dev.bailey.engine.seed;

import dev.bailey.engine.context.AgateType;
import dev.bailey.engine.context.TableValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The table that dbt reads from a seed's CSV.
public final class SeedTable {
  private static final char BOM = '\uFEFF';

  private SeedTable() {}

  /// @param textColumns columns whose type the project decides: read as text
  /// @param print takes what the table prints
  /// @throws TemplateException when there is no header, or a line has more values than the header
  public static TableValue read(
      String csv, char delimiter, Set<String> textColumns, Consumer<String> print) {
    String text = !csv.isEmpty() && csv.charAt(0) == BOM ? csv.substring(1) : csv;
    List<List<String>> records = CsvReader.read(text, delimiter);
    if (records.isEmpty() || records.getFirst().isEmpty()) {
      throw TemplateException.of(
          "CompilationError", "The file's first line must name the columns, and it is empty.");
    }
    List<String> names = names(records.getFirst());
    List<List<String>> rows = records.subList(1, records.size());
    checkWidths(names, rows);
    var columns = new ArrayList<TableValue.Column>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(column(names.get(i), i, rows, textColumns.contains(names.get(i))));
    }
    return new TableValue(columns, rows.size(), print);
  }

  private static void checkWidths(List<String> names, List<List<String>> rows) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).size() > names.size()) {
        throw TemplateException.valueError(
            "Row %d has %d values, but Table only has %d columns."
                .formatted(i, rows.get(i).size(), names.size()));
      }
    }
  }

  /// Every column gets a name of its own: letters for those without, a number after those of
  /// others.
  private static List<String> names(List<String> header) {
    var used = new HashSet<String>();
    var names = new ArrayList<String>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).isEmpty() ? letters(i) : header.get(i);
      String unique = name;
      for (int number = 2; !used.add(unique); number++) {
        unique = name + "_" + number;
      }
      names.add(unique);
    }
    return names;
  }

  private static String letters(int index) {
    return String.valueOf((char) ('a' + index % 26)).repeat(index / 26 + 1);
  }

  private static TableValue.Column column(
      String name, int index, List<List<String>> rows, boolean isText) {
    AgateType type = isText ? AgateType.TEXT : typeOf(index, rows);
    var values = new ArrayList<Value>(rows.size());
    for (List<String> row : rows) {
      values.add(
          index < row.size() ? AgateText.cast(row.get(index), type).orElseThrow() : None.NONE);
    }
    return new TableValue.Column(name, type, List.copyOf(values));
  }

  /// The first type that takes every value.
  private static AgateType typeOf(int index, List<List<String>> rows) {
    for (AgateType type : AgateType.values()) {
      if (type != AgateType.TEXT && takesAll(type, index, rows)) {
        return type;
      }
    }
    return AgateType.TEXT;
  }

  private static boolean takesAll(AgateType type, int index, List<List<String>> rows) {
    for (List<String> row : rows) {
      if (index < row.size()) {
        Optional<Value> value = AgateText.cast(row.get(index), type);
        if (value.isEmpty()) {
          return false;
        }
      }
    }
    return true;
  }
}
