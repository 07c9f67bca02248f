package dev.bailey.jinja.library.json;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Sorting;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `json.dumps`, byte for byte.
public final class JsonWriter {
  private static final int MAX_NESTING = 900;

  private final JsonStyle style;
  private final Execution x;
  private final TextBuilder out;
  private final List<Value> open = new ArrayList<>();

  private JsonWriter(JsonStyle style, Execution x) {
    this.style = style;
    this.x = x;
    this.out = TextBuilder.charged(x.meter());
  }

  /// The value as JSON; TypeError for what JSON does not know, ValueError for circles.
  public static String write(Value value, JsonStyle style, Execution x) {
    var writer = new JsonWriter(style, x);
    writer.write(value);
    return writer.out.toString();
  }

  private void write(Value value) {
    x.meter().step();
    switch (value) {
      case Str text -> string(text.value());
      case None _, Bool _, Int _, Float _ -> out.append(scalar(value));
      case ListValue list -> array(list, list.items());
      case TupleValue tuple -> array(tuple, tuple.items());
      case DictValue dict -> object(dict);
      default -> other(value);
    }
  }

  private void other(Value value) {
    Value plain = value instanceof HostValue host ? host.plain(x) : null;
    if (plain == null) {
      throw TemplateException.typeError(
          "Object of type " + Operations.unqualified(value) + " is not JSON serializable");
    }
    write(plain);
  }

  private String scalar(Value value) {
    return switch (value) {
      case None _ -> "null";
      case Bool b -> b.truth() ? "true" : "false";
      case Float f -> number(f);
      default -> value.str();
    };
  }

  private String number(Float value) {
    if (Double.isFinite(value.value())) {
      return value.str();
    }
    if (!style.allowsNan()) {
      throw TemplateException.valueError("Out of range float values are not JSON compliant");
    }
    return Double.isNaN(value.value()) ? "NaN" : value.value() > 0 ? "Infinity" : "-Infinity";
  }

  private void enter(Value container) {
    for (Value outer : open) {
      if (Operations.identical(outer, container)) {
        throw TemplateException.valueError("Circular reference detected");
      }
    }
    if (open.size() >= MAX_NESTING) {
      throw TemplateException.of(
          "RecursionError", "maximum recursion depth exceeded while encoding a JSON object");
    }
    open.add(container);
  }

  private void leave() {
    open.removeLast();
  }

  private void newLine() {
    if (style.indent() != null) {
      out.append('\n');
      for (int i = 0; i < open.size(); i++) {
        out.append(style.indent());
      }
    }
  }

  private void array(Value container, List<Value> items) {
    if (items.isEmpty()) {
      out.append("[]");
      return;
    }
    enter(container);
    out.append('[');
    newLine();
    for (int i = 0; i < items.size(); i++) {
      separate(i > 0);
      write(items.get(i));
    }
    leave();
    newLine();
    out.append(']');
  }

  private void separate(boolean isFurther) {
    if (isFurther) {
      out.append(style.itemSeparator());
      newLine();
    }
  }

  private void object(DictValue dict) {
    if (dict.size() == 0) {
      out.append("{}");
      return;
    }
    enter(dict);
    out.append('{');
    newLine();
    boolean isFurther = false;
    for (Value key : keys(dict)) {
      String name = name(key);
      Value value = dict.get(key);
      if (name == null || value == null) {
        continue;
      }
      separate(isFurther);
      isFurther = true;
      string(name);
      out.append(style.keySeparator());
      write(value);
    }
    leave();
    newLine();
    out.append('}');
  }

  private List<Value> keys(DictValue dict) {
    var keys = new ArrayList<>(dict.entries().keySet());
    return style.sortsKeys() ? Sorting.sorted(keys, key -> key, false, x) : keys;
  }

  /// The key as text, or null when it is skipped.
  private @Nullable String name(Value key) {
    return switch (key) {
      case Str text -> text.value();
      case None _, Bool _, Int _, Float _ -> scalar(key);
      default -> {
        if (style.skipsKeys()) {
          yield null;
        }
        throw TemplateException.typeError(
            "keys must be str, int, float, bool or None, not " + Operations.unqualified(key));
      }
    };
  }

  private void string(String text) {
    out.append('"');
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      String escape = escape(text.charAt(i));
      if (escape != null) {
        out.append(text.substring(copied, i)).append(escape);
        copied = i + 1;
      }
    }
    out.append(copied == 0 ? text : text.substring(copied)).append('"');
  }

  private @Nullable String escape(char c) {
    if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
      return null;
    }
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\f' -> "\\f";
      case '\b' -> "\\b";
      default -> c < ' ' || (c >= 0x7f && style.isAscii()) ? "\\u%04x".formatted((int) c) : null;
    };
  }
}
