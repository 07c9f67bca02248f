package dev.bailey.engine.run;

import dev.bailey.engine.context.TableValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// How the rows that a model made of given rows differ from those that were expected, whatever
/// their order.
final class UnitTestDiff {
  private static final String SIDE = "actual_or_expected";
  private static final String CHANGED = "\u2192";

  private final List<String> names = new ArrayList<>();
  private final List<List<String>> lines = new ArrayList<>();

  private UnitTestDiff() {}

  /// The difference as a table; empty when there is none.
  ///
  /// @param table rows of both sides, with the side in a column of its own
  static Optional<String> of(TableValue table) {
    var diff = new UnitTestDiff();
    var actual = new ArrayList<List<String>>();
    var expected = new ArrayList<List<String>>();
    diff.split(table, actual, expected);
    for (List<String> row : List.copyOf(expected)) {
      if (actual.remove(row)) {
        expected.remove(row);
      }
    }
    if (actual.isEmpty() && expected.isEmpty()) {
      return Optional.empty();
    }
    diff.compare(actual, expected);
    return Optional.of(diff.rendered());
  }

  private void split(TableValue table, List<List<String>> actual, List<List<String>> expected) {
    int sideColumn = -1;
    for (int i = 0; i < table.columns().size(); i++) {
      String name = table.columns().get(i).name();
      if (name.equalsIgnoreCase(SIDE)) {
        sideColumn = i;
      } else {
        names.add(name.toLowerCase(java.util.Locale.ROOT));
      }
    }
    for (int y = 0; y < table.height(); y++) {
      var row = new ArrayList<String>();
      for (int x = 0; x < table.columns().size(); x++) {
        if (x != sideColumn) {
          row.add(text(table.columns().get(x).values().get(y)));
        }
      }
      boolean isActual = table.columns().get(sideColumn).values().get(y).str().equals("actual");
      (isActual ? actual : expected).add(row);
    }
    Collections.sort(actual, UnitTestDiff::compareRows);
    Collections.sort(expected, UnitTestDiff::compareRows);
  }

  private static int compareRows(List<String> left, List<String> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static String text(Value value) {
    return value instanceof None ? "NULL" : value.str();
  }

  /// Rows that agree in some column are taken for the same row, changed.
  private void compare(List<List<String>> actual, List<List<String>> expected) {
    lines.add(line("@@", names));
    for (List<String> wanted : expected) {
      Optional<List<String>> found =
          actual.stream()
              .filter(row -> likeness(row, wanted) > 0)
              .max(java.util.Comparator.comparingInt(row -> likeness(row, wanted)));
      if (found.isPresent()) {
        actual.remove(found.get());
        lines.add(line(CHANGED, changes(wanted, found.get())));
      } else {
        lines.add(line("---", wanted));
      }
    }
    actual.forEach(row -> lines.add(line("+++", row)));
  }

  private static int likeness(List<String> left, List<String> right) {
    int alike = 0;
    for (int i = 0; i < left.size(); i++) {
      alike += left.get(i).equals(right.get(i)) ? 1 : 0;
    }
    return alike;
  }

  private static List<String> changes(List<String> wanted, List<String> found) {
    var cells = new ArrayList<String>();
    for (int i = 0; i < wanted.size(); i++) {
      boolean same = wanted.get(i).equals(found.get(i));
      cells.add(same ? found.get(i) : wanted.get(i) + CHANGED + found.get(i));
    }
    return cells;
  }

  private static List<String> line(String mark, List<String> cells) {
    var line = new ArrayList<String>();
    line.add(mark);
    line.addAll(cells);
    return line;
  }

  /// Columns one under the other, with commas between.
  private String rendered() {
    var text = new StringBuilder();
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        text.append(i > 0 ? "," : "").append(line.get(i));
        if (i < line.size() - 1) {
          text.append(" ".repeat(width(i) - line.get(i).length()));
        }
      }
      text.append("\r\n");
    }
    return text.toString();
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
