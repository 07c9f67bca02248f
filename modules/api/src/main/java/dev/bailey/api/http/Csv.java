package dev.bailey.api.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// Lines of RFC 4180, safe to be opened by a spreadsheet.
public final class Csv {
  /// The type of a body of such lines, the first of which names the columns.
  public static final String TYPE = "text/csv; charset=utf-8; header=present";

  private Csv() {}

  /// One line. What a spreadsheet would take for a formula begins with an apostrophe.
  public static byte[] line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + cell : cell)
        .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
        .collect(Collectors.joining(",", "", "\r\n"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
