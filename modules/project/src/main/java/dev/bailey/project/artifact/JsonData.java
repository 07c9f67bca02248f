package dev.bailey.project.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.bailey.project.manifest.Data;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Reads JSON as [Data].
public final class JsonData {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonData() {}

  /// The value in `json`.
  ///
  /// @throws IOException when it is not JSON
  public static Data read(byte[] json) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static Data value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return Data.nothing();
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> Data.of(parser.getText());
      case VALUE_TRUE -> Data.of(true);
      case VALUE_FALSE -> Data.of(false);
      case VALUE_NUMBER_INT -> new Data.Whole(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> new Data.Real(parser.getDoubleValue());
      case VALUE_NULL -> Data.nothing();
      default -> throw new IOException("unexpected " + token + " at " + parser.currentLocation());
    };
  }

  private static Data object(JsonParser parser) throws IOException {
    var entries = new LinkedHashMap<Data, Data>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Data key = Data.of(parser.currentName());
      parser.nextToken();
      entries.put(key, value(parser));
    }
    return new Data.Dict(entries);
  }

  private static Data array(JsonParser parser) throws IOException {
    var items = new ArrayList<Data>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Data.Items(items);
  }
}
