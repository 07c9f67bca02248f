package dev.bailey.project.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.project.manifest.Data;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes [Data] as JSON.
public final class DataJson {
  private DataJson() {}

  /// Writes a value, dictionaries in their order.
  public static void write(Data data, JsonGenerator json) throws IOException {
    write(data, json, false);
  }

  /// Writes a value, dictionaries sorted by key.
  public static void writeSorted(Data data, JsonGenerator json) throws IOException {
    write(data, json, true);
  }

  private static void write(Data data, JsonGenerator json, boolean sorted) throws IOException {
    switch (data) {
      case Data.Nothing _ -> json.writeNull();
      case Data.Truth(boolean value) -> json.writeBoolean(value);
      case Data.Whole(var value) -> json.writeNumber(value);
      case Data.Real(double value) -> real(value, json);
      case Data.Text(String value) -> json.writeString(value);
      case Data.Date(var value) -> json.writeString(value.toString());
      case Data.Moment(LocalDateTime value, Optional<ZoneOffset> offset) ->
          json.writeString(moment(value, offset));
      case Data.Items(List<Data> items) -> {
        json.writeStartArray();
        for (Data item : items) {
          write(item, json, sorted);
        }
        json.writeEndArray();
      }
      case Data.Dict(Map<Data, Data> entries) -> {
        json.writeStartObject();
        for (var entry : sorted ? sorted(entries) : entries.entrySet()) {
          json.writeFieldName(key(entry.getKey()));
          write(entry.getValue(), json, sorted);
        }
        json.writeEndObject();
      }
    }
  }

  private static List<Map.Entry<Data, Data>> sorted(Map<Data, Data> entries) {
    return entries.entrySet().stream()
        .sorted(Comparator.comparing(entry -> key(entry.getKey())))
        .toList();
  }

  /// JSON has no infinities; Python writes these words, and so do we.
  private static void real(double value, JsonGenerator json) throws IOException {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      json.writeString(String.valueOf(value));
    } else {
      json.writeNumber(value);
    }
  }

  private static String moment(LocalDateTime value, Optional<ZoneOffset> offset) {
    String local = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(value);
    return local
        + offset.map(zone -> zone.equals(ZoneOffset.UTC) ? "+00:00" : zone.getId()).orElse("");
  }

  /// A key that is not text, as Python's `json` turns it into one.
  private static String key(Data key) {
    return switch (key) {
      case Data.Text(String value) -> value;
      case Data.Nothing _ -> "null";
      case Data.Truth(boolean value) -> value ? "true" : "false";
      case Data.Whole(var value) -> value.toString();
      case Data.Real(double value) -> String.valueOf(value);
      case Data.Date(var value) -> value.toString();
      case Data.Moment(var value, var offset) -> moment(value, offset);
      case Data.Items _, Data.Dict _ -> key.toString();
    };
  }
}
