package dev.bailey.database.registry;

import dev.bailey.registry.FieldValue;
import dev.bailey.registry.FieldValue.Flag;
import dev.bailey.registry.FieldValue.Text;
import dev.bailey.registry.FieldValue.Whole;
import dev.bailey.registry.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Named values as lines of text: for open ones a name, a kind and a value, for secret ones a name
/// and a value, each on a line of its own.
final class FieldLines {
  private FieldLines() {}

  static List<String> ofOpen(Map<String, FieldValue> fields) {
    var lines = new ArrayList<String>();
    fields.forEach((name, value) -> lines.addAll(List.of(name, kind(value), value.text())));
    return lines;
  }

  static Map<String, FieldValue> open(List<String> lines) {
    var fields = new LinkedHashMap<String, FieldValue>();
    for (int i = 0; i < lines.size(); i += 3) {
      fields.put(lines.get(i), value(lines.get(i + 1), lines.get(i + 2)));
    }
    return fields;
  }

  static List<String> ofSecret(Map<String, Secret> fields) {
    var lines = new ArrayList<String>();
    fields.forEach((name, value) -> lines.addAll(List.of(name, value.reveal())));
    return lines;
  }

  static Map<String, Secret> secret(List<String> lines) {
    var fields = new LinkedHashMap<String, Secret>();
    for (int i = 0; i < lines.size(); i += 2) {
      fields.put(lines.get(i), Secret.of(lines.get(i + 1)));
    }
    return fields;
  }

  private static String kind(FieldValue value) {
    return switch (value) {
      case Text _ -> "text";
      case Whole _ -> "whole";
      case Flag _ -> "flag";
    };
  }

  private static FieldValue value(String kind, String text) {
    return switch (kind) {
      case "text" -> FieldValue.of(text);
      case "whole" -> FieldValue.of(Long.parseLong(text));
      case "flag" -> FieldValue.of(Boolean.parseBoolean(text));
      default -> throw new IllegalStateException("no kind of field: " + kind);
    };
  }
}
