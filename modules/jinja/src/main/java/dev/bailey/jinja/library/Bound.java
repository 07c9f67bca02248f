package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Filter;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.util.Map;

/// How this package writes filters: a name, a signature and a body.
final class Bound {
  /// What a filter does with its input and its checked arguments.
  @FunctionalInterface
  interface Body {
    Value apply(Value input, Parameters.Bound arguments, Execution x);
  }

  private Bound() {}

  static Map.Entry<String, Filter> filter(String name, String signature, Body body) {
    var parameters = Parameters.of("do_" + name, signature);
    return Map.entry(name, (input, a, x) -> body.apply(input, parameters.bind(a), x));
  }

  /// The value as text, marks kept.
  static Str soft(Value value, Execution x) {
    return value instanceof Str text ? text : Str.of(Operations.str(value, x));
  }

  static boolean flag(Parameters.Bound arguments, int index) {
    return arguments.get(index, Bool.FALSE).truth();
  }

  /// An optional integer that fits an `int`.
  static int integer(Parameters.Bound arguments, int index, int fallback) {
    return arguments.has(index) ? integer(arguments.get(index)) : fallback;
  }

  static int integer(Value value) {
    return switch (value) {
      case Int i when i.isLong() && i.longValue() == (int) i.longValue() -> (int) i.longValue();
      case Int _ ->
          throw TemplateException.of("OverflowError", "Python int too large to convert to C int");
      case Bool b -> b.truth() ? 1 : 0;
      default ->
          throw TemplateException.typeError(
              "'" + value.typeName() + "' object cannot be interpreted as an integer");
    };
  }

  static boolean isNone(Value value) {
    return value instanceof None;
  }

  /// Calls a method of a string, as filters that only pass on do.
  static Value method(Str text, String name, Execution x, Value... arguments) {
    return Operations.callMethod(text, name, Arguments.of(arguments), x);
  }

  /// `value.items()` as Python's own code calls it: what has no such method is an AttributeError.
  static Value itemsOf(Value value, Execution x) {
    if (value instanceof Undefined || Operations.isMapping(value)) {
      return Operations.callMethod(value, "items", Arguments.none(), x);
    }
    throw attributeError(value, "items");
  }

  static TemplateException attributeError(Value value, String name) {
    return TemplateException.of(
        "AttributeError", "'" + value.typeName() + "' object has no attribute '" + name + "'");
  }

  static TemplateException filterArgumentError(String message) {
    return TemplateException.of("FilterArgumentError", message);
  }
}
