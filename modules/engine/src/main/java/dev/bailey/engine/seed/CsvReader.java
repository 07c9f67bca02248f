package dev.bailey.engine.seed;

import java.util.ArrayList;
import java.util.List;

/// Splits CSV as Python's `csv.reader` does with its default dialect: quotes are doubled within
/// quotes, and a quote in the middle of a field is a character like any other.
final class CsvReader {
  private final String text;
  private final char delimiter;
  private final List<List<String>> records = new ArrayList<>();
  private List<String> record = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private int position;

  /// Whether the field has begun, be it with an empty pair of quotes.
  private boolean hasField;

  /// Whether a delimiter was read last, so that one more field follows, empty or not.
  private boolean pendingField;

  private CsvReader(String text, char delimiter) {
    this.text = text;
    this.delimiter = delimiter;
  }

  /// The records with their fields; a blank line is a record without any.
  static List<List<String>> read(String text, char delimiter) {
    return new CsvReader(text, delimiter).records();
  }

  private List<List<String>> records() {
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '"' && field.isEmpty() && !hasField) {
        hasField = true;
        quoted();
      } else if (c == delimiter) {
        endField();
        hasField = false;
        pendingField = true;
      } else if (c == '\n' || c == '\r') {
        endLine(c);
      } else {
        hasField = true;
        field.append(c);
      }
    }
    if (hasField || pendingField || !record.isEmpty()) {
      endRecord();
    }
    return records;
  }

  private void quoted() {
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != '"') {
        field.append(c);
      } else if (position < text.length() && text.charAt(position) == '"') {
        field.append('"');
        position++;
      } else {
        return;
      }
    }
  }

  private void endField() {
    record.add(field.toString());
    field.setLength(0);
  }

  private void endLine(char c) {
    if (c == '\r' && position < text.length() && text.charAt(position) == '\n') {
      position++;
    }
    endRecord();
  }

  private void endRecord() {
    if (hasField || pendingField || !field.isEmpty()) {
      endField();
    }
    records.add(List.copyOf(record));
    record = new ArrayList<>();
    hasField = false;
    pendingField = false;
  }
}
