package dev.bailey.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.bailey.project.manifest.Data;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Reads what dbt wrote.
public final class Json {
  private Json() {}

  public static Data.Dict read(Path file) {
    try (var reader = Files.newBufferedReader(file);
        JsonParser parser = new JsonFactory().createParser(reader)) {
      parser.nextToken();
      return (Data.Dict) value(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Data value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var entries = new LinkedHashMap<String, Data>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          entries.put(key, value(parser));
        }
        yield Data.dict(entries);
      }
      case START_ARRAY -> {
        var items = new ArrayList<Data>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser));
        }
        yield new Data.Items(items);
      }
      case VALUE_TRUE -> Data.of(true);
      case VALUE_FALSE -> Data.of(false);
      case VALUE_NUMBER_INT -> new Data.Whole(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> new Data.Real(parser.getDoubleValue());
      case VALUE_STRING -> Data.of(parser.getText());
      default -> Data.nothing();
    };
  }
}
