package dev.bailey.jinja;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import java.util.List;

/// What the pieces that a template prints are together, as dbt reads values of YAML.
final class NativeValue {
  private NativeValue() {}

  static Value of(List<Value> printed, Rendering rendering) {
    return switch (printed.size()) {
      case 0 -> Str.EMPTY;
      case 1 -> single(printed.getFirst(), rendering);
      default -> joined(printed, rendering);
    };
  }

  private static Value joined(List<Value> printed, Rendering rendering) {
    var text = TextBuilder.charged(rendering.meter());
    printed.forEach(value -> value.writeStr(text));
    return Str.of(text.toString());
  }

  /// A single piece keeps its type. A text that one of dbt's filters has marked is read as a
  /// literal of Python.
  private static Value single(Value value, Rendering rendering) {
    if (!(value instanceof Str text)) {
      return value;
    }
    return switch (text.kind()) {
      case PLAIN, MARKUP -> text;
      case TEXT -> Str.of(text.value());
      case NATIVE -> literal(text, rendering);
      case BOOL -> bool(text, rendering);
      case NUMBER -> number(text, rendering);
    };
  }

  private static Value bool(Str text, Rendering rendering) {
    Value value = literal(text, rendering);
    if (value instanceof Bool) {
      return value;
    }
    throw notConvertible(text, "bool");
  }

  private static Value number(Str text, Rendering rendering) {
    Value value = literal(text, rendering);
    if (value instanceof Int || value instanceof Float) {
      return value;
    }
    throw notConvertible(text, "number");
  }

  private static TemplateException notConvertible(Str text, String type) {
    return TemplateException.of(
        "JinjaRenderingError",
        "Could not convert value '" + text.value() + "' into type '" + type + "'");
  }

  /// The literal that the text is, or the text.
  private static Value literal(Str text, Rendering rendering) {
    return PythonLiteral.read(text.value())
        .orElseGet(() -> Str.of(Operations.str(text, rendering)));
  }
}
