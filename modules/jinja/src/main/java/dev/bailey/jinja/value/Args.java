package dev.bailey.jinja.value;

import java.util.Map;

/// Checks of arguments as CPython's built-in methods word them.
final class Args {
  private Args() {}

  /// No arguments at all.
  static void none(String type, String method, Arguments arguments) {
    if (!arguments.isEmpty()) {
      throw TemplateException.typeError(
          "%s.%s() takes no arguments (%d given)"
              .formatted(type, method, arguments.count() + arguments.named().size()));
    }
  }

  /// Exactly one argument, by position.
  static Value one(String type, String method, Arguments arguments) {
    noNames(type, method, arguments);
    if (arguments.count() != 1) {
      throw TemplateException.typeError(
          "%s.%s() takes exactly one argument (%d given)"
              .formatted(type, method, arguments.count()));
    }
    return arguments.at(0);
  }

  /// From `least` to `most` arguments, by position.
  static void between(String type, String method, Arguments arguments, int least, int most) {
    noNames(type, method, arguments);
    int count = arguments.count();
    if (count < least || count > most) {
      boolean isTooFew = count < least;
      int limit = isTooFew ? least : most;
      throw TemplateException.typeError(
          "%s expected %s%d argument%s, got %d"
              .formatted(
                  method,
                  least == most ? "" : isTooFew ? "at least " : "at most ",
                  limit,
                  limit == 1 ? "" : "s",
                  count));
    }
  }

  private static void noNames(String type, String method, Arguments arguments) {
    for (Map.Entry<String, Value> _ : arguments.named().entrySet()) {
      throw TemplateException.typeError(type + "." + method + "() takes no keyword arguments");
    }
  }

  /// The argument as a string.
  static String text(Arguments arguments, int index, String method) {
    if (arguments.at(index) instanceof Str text) {
      return text.value();
    }
    throw TemplateException.typeError(
        "%s() argument %d must be str, not %s"
            .formatted(method, index + 1, arguments.at(index).typeName()));
  }

  /// The value as an index that fits a `long`; huge ones act like the largest.
  static long index(Value value) {
    return switch (value) {
      case Int i when i.isLong() -> i.longValue();
      case Int i -> i.sign() < 0 ? Long.MIN_VALUE / 4 : Long.MAX_VALUE / 4;
      case Bool b -> b.truth() ? 1 : 0;
      default ->
          throw TemplateException.typeError(
              "'" + value.typeName() + "' object cannot be interpreted as an integer");
    };
  }

  /// The value as a size; OverflowError when no memory could hold it.
  static long size(Value value) {
    if (value instanceof Int i && !i.isLong()) {
      throw TemplateException.of("OverflowError", "Python int too large to convert to C ssize_t");
    }
    return index(value);
  }

  /// The value as a number that fits an `int`; OverflowError beyond.
  static int integer(Value value) {
    long index = index(value);
    if (index != (int) index) {
      throw TemplateException.of("OverflowError", "Python int too large to convert to C int");
    }
    return (int) index;
  }
}
