package dev.bailey.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The part of an address behind the question mark, decoded.
///
/// Lists come in every spelling that clients of dbt Cloud use (facts/api.md 2.1): `a,b`,
/// `["a","b"]`, `['a','b']`, `[a]`, and the parameter repeated.
public record Query(Map<String, List<String>> values) {
  public Query {
    values = Map.copyOf(values);
  }

  /// The first value of a parameter; a blank one counts as absent.
  public Optional<String> text(String name) {
    return values.getOrDefault(name, List.of()).stream()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /// A parameter as a whole number.
  ///
  /// @throws Refusal when it is something else
  public OptionalLong number(String name) {
    Optional<String> text = text(name);
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(name, text.get()));
  }

  /// A whole number between two others, both included.
  ///
  /// @throws Refusal when it is something else
  public int number(String name, int least, int most, int otherwise) {
    long number = number(name).orElse(otherwise);
    if (number < least || number > most) {
      throw Refusal.invalid(
          "%s must be between %d and %d, not %d".formatted(name, least, most, number));
    }
    return (int) number;
  }

  /// All values of a parameter, in any spelling; empty when it is absent.
  public List<String> list(String name) {
    var all = new ArrayList<String>();
    for (String value : values.getOrDefault(name, List.of())) {
      String inner = value.strip();
      if (inner.startsWith("[") && inner.endsWith("]")) {
        inner = inner.substring(1, inner.length() - 1);
      }
      for (String item : inner.split(",")) {
        String plain = unquoted(item.strip());
        if (!plain.isEmpty()) {
          all.add(plain);
        }
      }
    }
    return List.copyOf(all);
  }

  /// All values of a parameter as whole numbers.
  ///
  /// @throws Refusal when one is something else
  public List<Long> numbers(String name) {
    return list(name).stream().map(item -> number(name, item)).toList();
  }

  private static long number(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Refusal.invalid(name + " must be a whole number, not '" + text + "'");
    }
  }

  private static String unquoted(String item) {
    boolean quoted =
        item.length() >= 2
            && (item.charAt(0) == '"' || item.charAt(0) == '\'')
            && item.charAt(item.length() - 1) == item.charAt(0);
    return quoted ? item.substring(1, item.length() - 1) : item;
  }
}
