package dev.bailey.jinja.value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// HTML that is safe already: whatever joins it is escaped first, as in MarkupSafe.
public final class Markup {
  /// The methods of `str`, with arguments escaped and results marked.
  static final Map<String, Method> METHODS = methods();

  private Markup() {}

  /// `text` with `&`, `<`, `>`, `'` and `"` as entities.
  public static String escape(String text, Execution x) {
    int first = firstSpecial(text);
    if (first == text.length()) {
      return text;
    }
    var out = TextBuilder.charged(x.meter()).append(text.substring(0, first));
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '\'' -> out.append("&#39;");
        case '"' -> out.append("&#34;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private static int firstSpecial(String text) {
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '&', '<', '>', '\'', '"' -> {
          return i;
        }
        default -> {}
      }
    }
    return text.length();
  }

  /// The value as HTML: markup as it is, everything else escaped.
  public static Str escape(Value value, Execution x) {
    return value instanceof Str text && text.isMarkup()
        ? text
        : Str.markup(escape(Operations.str(value, x), x));
  }

  static Str add(Str a, Str b, Execution x) {
    String left = escape(a, x).value();
    String right = escape(b, x).value();
    x.meter().items(left.length() + (long) right.length());
    return Str.markup(left.concat(right));
  }

  static Str join(List<Value> parts, Execution x) {
    var out = TextBuilder.charged(x.meter());
    for (Value part : parts) {
      out.append(escape(part, x).value());
    }
    return Str.markup(out.toString());
  }

  /// `markup % values`: strings among the values are escaped.
  static Str format(Str format, Value values, Execution x) {
    return Str.markup(PercentFormat.format(format.value(), escapeAll(values, x), x));
  }

  private static Value escapeAll(Value value, Execution x) {
    return switch (value) {
      case Str text -> escape(text, x);
      case TupleValue tuple ->
          TupleValue.copyOf(tuple.items().stream().map(item -> escapeAll(item, x)).toList());
      case ListValue list ->
          ListValue.copyOf(list.items().stream().map(item -> escapeAll(item, x)).toList());
      case DictValue dict -> {
        var escaped = DictValue.empty();
        dict.entries().forEach((key, item) -> escaped.put(key, escapeAll(item, x)));
        yield escaped;
      }
      default -> value;
    };
  }

  private static Map<String, Method> methods() {
    var all = new HashMap<String, Method>();
    StrMethods.ALL.forEach((name, method) -> all.put(name, marked(method)));
    all.put("striptags", Markup::striptags);
    return Map.copyOf(all);
  }

  private static Method marked(Method method) {
    return (self, a, x) -> {
      var positional = a.positional().stream().map(value -> escapeAll(value, x)).toList();
      var named = new HashMap<String, Value>();
      a.named().forEach((name, value) -> named.put(name, escapeAll(value, x)));
      return mark(method.call(self, new Arguments(positional, named), x));
    };
  }

  private static Value mark(Value result) {
    return switch (result) {
      case Str text -> Str.markup(text.value());
      case ListValue list -> ListValue.copyOf(list.items().stream().map(Markup::mark).toList());
      case TupleValue tuple -> TupleValue.copyOf(tuple.items().stream().map(Markup::mark).toList());
      default -> result;
    };
  }

  private static Value striptags(Value self, Arguments a, Execution x) {
    Args.none("Markup", "striptags", a);
    return Str.of(Tags.strip(StrMethods.text(self), x));
  }
}
