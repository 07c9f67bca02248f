package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Reads rows given as CSV, as Python's `csv.DictReader` does: the first line names the columns,
/// every value is text, and lines without a value are passed over.
final class CsvRows {
  private final String text;
  private int at;

  private CsvRows(String text) {
    this.text = text;
  }

  /// The rows. A value that is missing or empty is null.
  static List<Data> read(String text) {
    var reader = new CsvRows(text);
    List<String> names = List.of();
    var rows = new ArrayList<Data>();
    while (reader.at < text.length()) {
      List<String> line = reader.line();
      if (line.equals(List.of(""))) {
        continue;
      }
      if (names.isEmpty()) {
        names = line;
      } else {
        rows.add(row(names, line));
      }
    }
    return rows;
  }

  private static Data row(List<String> names, List<String> values) {
    var row = new LinkedHashMap<String, Data>();
    for (int i = 0; i < names.size(); i++) {
      String value = i < values.size() ? values.get(i) : "";
      row.put(names.get(i), value.isEmpty() ? Data.nothing() : Data.of(value));
    }
    return Data.dict(row);
  }

  private List<String> line() {
    var values = new ArrayList<String>();
    while (true) {
      values.add(value());
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        continue;
      }
      skipEnd();
      return values;
    }
  }

  private void skipEnd() {
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
  }

  private String value() {
    var value = new StringBuilder();
    boolean quoted = at < text.length() && text.charAt(at) == '"';
    at += quoted ? 1 : 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (quoted && c == '"') {
        at++;
        quoted = at < text.length() && text.charAt(at) == '"';
        if (!quoted) {
          continue;
        }
      } else if (!quoted && (c == ',' || c == '\n' || c == '\r')) {
        break;
      }
      value.append(c);
      at++;
    }
    return value.toString();
  }
}
