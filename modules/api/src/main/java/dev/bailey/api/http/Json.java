package dev.bailey.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// JSON in and out, as trees.
public final class Json {
  private static final int MAX_DEPTH = 100;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /// A new, empty object.
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// A new, empty list.
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /// Reads a body.
  ///
  /// @throws Refusal naming line and column when it is no JSON
  public static JsonNode read(InputStream body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw Refusal.invalid(
          "the body is no JSON: line %d, column %d: %s"
              .formatted(
                  at == null ? 1 : at.getLineNr(),
                  at == null ? 1 : at.getColumnNr(),
                  e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The bytes of a tree.
  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// An answer with a tree as its body. It is about an account, so no cache may keep it.
  public static Answer answer(int status, JsonNode node) {
    return Answer.of(status, "application/json", bytes(node)).with("Cache-Control", "no-store");
  }
}
