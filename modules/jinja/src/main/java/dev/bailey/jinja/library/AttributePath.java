package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Numbers;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// `attribute='a.b.0'` of a filter: which part of each item it goes by.
///
/// @param parts names, and numbers as integers; none for the item itself
/// @param ignoresCase whether texts count in lower case
/// @param fallback what stands for something undefined; None for nothing
record AttributePath(List<Value> parts, boolean ignoresCase, Value fallback) {
  static AttributePath of(Value attribute) {
    return new AttributePath(partsOf(attribute), false, None.NONE);
  }

  static AttributePath of(Value attribute, boolean isCaseSensitive) {
    return new AttributePath(partsOf(attribute), !isCaseSensitive, None.NONE);
  }

  AttributePath withFallback(Value value) {
    return new AttributePath(parts, ignoresCase, value);
  }

  private static List<Value> partsOf(Value attribute) {
    return switch (attribute) {
      case None _ -> List.of();
      case Str path -> split(path.value(), '.').stream().map(AttributePath::part).toList();
      default -> List.of(attribute);
    };
  }

  private static List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    int start = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      parts.add(text.substring(start, end));
      start = end + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static Value part(String name) {
    if (!Numbers.isDigits(name)) {
      return Str.of(name);
    }
    Int number = Numbers.parseInt(name, 10);
    if (number == null) {
      throw TemplateException.valueError(
          "invalid literal for int() with base 10: " + Str.of(name).repr());
    }
    return number;
  }

  Value get(Value item, Execution x) {
    Value found = item;
    for (Value part : parts) {
      found = Operations.item(found, part, x);
      if (found instanceof Undefined && !(fallback instanceof None)) {
        found = fallback;
      }
    }
    return ignoresCase && found instanceof Str text
        ? Operations.callMethod(text, "lower", Arguments.none(), x)
        : found;
  }

  /// The key of `sort`: a list of one value for each attribute between commas.
  static UnaryOperator<Value> sortKey(Value attribute, boolean isCaseSensitive, Execution x) {
    List<AttributePath> paths =
        attribute instanceof Str names
            ? split(names.value(), ',').stream()
                .map(name -> of(Str.of(name), isCaseSensitive))
                .toList()
            : List.of(of(attribute, isCaseSensitive));
    return item -> ListValue.copyOf(paths.stream().map(path -> path.get(item, x)).toList());
  }
}
