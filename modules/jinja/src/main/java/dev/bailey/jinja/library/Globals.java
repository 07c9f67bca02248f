package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Range;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.util.Map;

/// The global functions of Jinja2 3.1.
public final class Globals {
  /// The sandbox of Jinja2 refuses longer ranges.
  private static final int MAX_RANGE = 100_000;

  private Globals() {}

  /// All of them by name; they hold no state.
  public static Map<String, Value> all() {
    return Map.of(
        "range", Builtin.free("range", Globals::range).asFunction("safe_range"),
        "dict", Builtin.free("dict", Globals::dict).asClass("dict"),
        "lipsum",
            Builtin.of(Parameters.of("lipsum", "n=, html=, min=, max="), Lipsum::text)
                .asFunction("generate_lorem_ipsum"),
        "cycler", Builtin.free("cycler", Globals::cycler).asClass("jinja2.utils.Cycler"),
        "joiner",
            Builtin.of(Parameters.of("joiner", "sep="), Globals::joiner)
                .asClass("jinja2.utils.Joiner"),
        "namespace",
            Builtin.free("namespace", Globals::namespace).asClass("jinja2.utils.Namespace"));
  }

  private static Value range(Arguments a, Execution x) {
    if (!a.named().isEmpty()) {
      throw TemplateException.typeError("range() takes no keyword arguments");
    }
    Range range =
        switch (a.count()) {
          case 1 -> Range.of(0, index(a.at(0)), 1);
          case 2 -> Range.of(index(a.at(0)), index(a.at(1)), 1);
          case 3 -> Range.of(index(a.at(0)), index(a.at(1)), index(a.at(2)));
          case 0 -> throw TemplateException.typeError("range expected at least 1 argument, got 0");
          default ->
              throw TemplateException.typeError(
                  "range expected at most 3 arguments, got " + a.count());
        };
    if (range.size() > MAX_RANGE) {
      throw TemplateException.of(
          "OverflowError",
          "Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000).");
    }
    return range;
  }

  private static long index(Value value) {
    return switch (value) {
      case Int i when i.isLong() -> i.longValue();
      // Beyond a long the range is too big anyway, unless its other end is just as far out.
      case Int i -> i.sign() < 0 ? Long.MIN_VALUE / 2 : Long.MAX_VALUE / 2;
      case Bool b -> b.truth() ? 1 : 0;
      case Undefined undefined -> throw undefined.error();
      default ->
          throw TemplateException.typeError(
              "'" + value.typeName() + "' object cannot be interpreted as an integer");
    };
  }

  /// `dict(...)`: also the constructor behind `namespace(...)`.
  static DictValue dict(Arguments a, Execution x) {
    var dict = DictValue.empty();
    if (a.count() > 1) {
      throw TemplateException.typeError("dict expected at most 1 argument, got " + a.count());
    }
    Operations.callMethod(dict, "update", a, x);
    return dict;
  }

  private static Value cycler(Arguments a, Execution x) {
    for (String name : a.named().keySet()) {
      throw TemplateException.typeError(
          "Cycler.__init__() got an unexpected keyword argument '" + name + "'");
    }
    return new Cycler(a);
  }

  private static Value joiner(Parameters.Bound a, Execution x) {
    return new Joiner(a.get(0, Str.of(", ")));
  }

  private static Value namespace(Arguments a, Execution x) {
    return new Namespace(dict(a, x));
  }
}
