package dev.bailey.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// JSON in and out, as trees.
public final class Json {
  private static final int MAX_DEPTH = 100;

  /// A tree takes much more memory than its text: without this, a few MiB of brackets would take
  /// hundreds.
  private static final int MAX_TOKENS = 500_000;

  /// Where Jackson names the setting of ours that it enforces; no caller can do anything with it.
  private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH)
                      .maxTokenCount(MAX_TOKENS)
                      .build())
              .build());

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
    try (JsonParser parser = MAPPER.createParser(body)) {
      return read(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(JsonParser parser) throws IOException {
    try {
      Optional<JsonNode> tree = Optional.ofNullable(MAPPER.readTree(parser));
      if (parser.nextToken() != null) {
        throw refusal(parser.currentTokenLocation(), "there is more after its end");
      }
      return tree.orElseGet(MissingNode::getInstance);
    } catch (JsonProcessingException e) {
      JsonLocation at = Optional.ofNullable(e.getLocation()).orElseGet(parser::currentLocation);
      throw refusal(at, SETTING.matcher(e.getOriginalMessage()).replaceAll(""));
    }
  }

  private static Refusal refusal(JsonLocation at, String why) {
    return Refusal.invalid(
        "the body is no JSON that is taken here: line %d, column %d: %s"
            .formatted(at.getLineNr(), at.getColumnNr(), why));
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
