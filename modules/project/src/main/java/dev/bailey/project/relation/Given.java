package dev.bailey.project.relation;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.util.Optional;

/// Reads what a template handed over.
public final class Given {
  private Given() {}

  /// Whether there is a value: neither `none` nor undefined.
  public static boolean isThere(Value value) {
    return !(value instanceof None) && !(value instanceof Undefined);
  }

  /// The text of a value that may be missing.
  public static Optional<String> text(Value value) {
    return isThere(value) ? Optional.of(value.str()) : Optional.empty();
  }

  public static Value orNone(Optional<String> text) {
    return text.<Value>map(Str::of).orElse(None.NONE);
  }

  public static Value number(Optional<Long> number) {
    return number.<Value>map(Int::of).orElse(None.NONE);
  }

  /// A whole number that may be missing.
  public static Optional<Long> whole(Value value) {
    return switch (value) {
      case Int number when number.isLong() -> Optional.of(number.longValue());
      case None _, Undefined _ -> Optional.empty();
      default -> {
        try {
          yield Optional.of(Long.parseLong(value.str().strip()));
        } catch (NumberFormatException e) {
          throw TemplateException.valueError(
              "invalid literal for int() with base 10: " + value.repr());
        }
      }
    };
  }

  /// The entry of a dictionary or the attribute of an object; undefined counts as `none`.
  public static Value member(Value owner, String name, Execution x) {
    Value found = Operations.item(owner, Str.of(name), x);
    return isThere(found) ? found : None.NONE;
  }

  /// An argument by name or, failing that, by place.
  public static Value argument(Arguments arguments, int place, String name) {
    Value named = arguments.named().get(name);
    if (named != null) {
      return named;
    }
    return place >= 0 && place < arguments.count() ? arguments.at(place) : None.NONE;
  }

  /// The relation that a value is.
  public static Relation relation(Value value, String function) {
    if (value instanceof RelationValue relation) {
      return relation.relation();
    }
    throw TemplateException.of(
        "CompilationError",
        function + " needs a relation, and was given " + value.typeName() + ": " + value.repr());
  }
}
