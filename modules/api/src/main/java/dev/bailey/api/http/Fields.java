package dev.bailey.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The fields of a JSON object that somebody sent, each read with its type checked. A field that is
/// `null` counts as absent.
///
/// @param path where the object stands in the body, for messages; empty at its top
public record Fields(JsonNode node, String path) {
  private static final int LONGEST_TEXT = 100_000;

  /// @throws Refusal when the body is no object
  public static Fields of(JsonNode body) {
    if (!body.isObject()) {
      throw Refusal.invalid("the body must be a JSON object");
    }
    return new Fields(body, "");
  }

  /// Whether a field is there.
  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  /// A string.
  public Optional<String> text(String name) {
    return value(name, JsonNode::isTextual, "a string").map(node -> text(name, node));
  }

  /// A string that must be there and not blank.
  public String required(String name) {
    return text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> Refusal.invalid(where(name) + " is required"));
  }

  /// A whole number.
  public OptionalLong number(String name) {
    return value(name, Fields::isWhole, "a whole number of at most 64 bits")
        .map(number -> OptionalLong.of(number.longValue()))
        .orElse(OptionalLong.empty());
  }

  /// A whole number between two others, both included.
  public OptionalInt number(String name, int least, int most) {
    OptionalLong found = number(name);
    if (found.isEmpty()) {
      return OptionalInt.empty();
    }
    long number = found.getAsLong();
    if (number < least || number > most) {
      throw Refusal.invalid(
          "%s must be between %d and %d, not %d".formatted(where(name), least, most, number));
    }
    return OptionalInt.of((int) number);
  }

  /// A whole number that must be there.
  public long requiredNumber(String name) {
    return number(name).orElseThrow(() -> Refusal.invalid(where(name) + " is required"));
  }

  /// A boolean.
  public Optional<Boolean> flag(String name) {
    return value(name, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
  }

  /// An object.
  public Optional<Fields> object(String name) {
    return value(name, JsonNode::isObject, "an object")
        .map(object -> new Fields(object, where(name)));
  }

  /// A list of strings.
  public Optional<List<String>> texts(String name) {
    return list(name, JsonNode::isTextual, "strings")
        .map(items -> items.stream().map(item -> text(name, item)).toList());
  }

  /// A list of whole numbers.
  public Optional<List<Long>> numbers(String name) {
    return list(name, Fields::isWhole, "whole numbers of at most 64 bits")
        .map(items -> items.stream().map(JsonNode::longValue).toList());
  }

  /// A list of objects.
  public Optional<List<Fields>> objects(String name) {
    return list(name, JsonNode::isObject, "objects")
        .map(items -> items.stream().map(item -> new Fields(item, where(name))).toList());
  }

  private Optional<List<JsonNode>> list(
      String name, java.util.function.Predicate<JsonNode> kind, String word) {
    return value(name, JsonNode::isArray, "a list of " + word)
        .map(array -> {
          var items = new ArrayList<JsonNode>();
          array.forEach(items::add);
          if (!items.stream().allMatch(kind)) {
            throw Refusal.invalid(where(name) + " must be a list of " + word);
          }
          return items;
        });
  }

  private Optional<JsonNode> value(
      String name, java.util.function.Predicate<JsonNode> kind, String word) {
    JsonNode found = node.get(name);
    if (found == null || found.isNull()) {
      return Optional.empty();
    }
    if (!kind.test(found)) {
      throw Refusal.invalid(where(name) + " must be " + word);
    }
    return Optional.of(found);
  }

  private static boolean isWhole(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong();
  }

  /// No database keeps U+0000 or half a surrogate pair, and no text has them.
  private String text(String name, JsonNode node) {
    String text = node.textValue();
    if (text.length() > LONGEST_TEXT) {
      throw Refusal.invalid("%s is longer than %d characters".formatted(where(name), LONGEST_TEXT));
    }
    if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
      throw Refusal.invalid(where(name) + " must not hold U+0000 or half a surrogate pair");
    }
    return text;
  }

  private String where(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
