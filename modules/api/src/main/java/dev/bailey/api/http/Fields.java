package dev.bailey.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The fields of a JSON object that somebody sent, each read with its type checked. A field that is
/// `null` counts as absent.
///
/// @param path where the object stands in the body, for messages; empty at its top
public record Fields(JsonNode node, String path) {

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
    return value(name, JsonNode::isTextual, "a string").map(JsonNode::textValue);
  }

  /// A string that must be there and not blank.
  public String required(String name) {
    return text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> Refusal.invalid(where(name) + " is required"));
  }

  /// A whole number.
  public OptionalLong number(String name) {
    return value(name, JsonNode::isIntegralNumber, "a whole number")
        .map(number -> OptionalLong.of(number.longValue()))
        .orElse(OptionalLong.empty());
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
        .map(items -> items.stream().map(JsonNode::textValue).toList());
  }

  /// A list of whole numbers.
  public Optional<List<Long>> numbers(String name) {
    return list(name, JsonNode::isIntegralNumber, "whole numbers")
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

  private String where(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
