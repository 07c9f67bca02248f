package dev.bailey.jinja.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// HTML that is safe already: whatever joins it is escaped first, as in MarkupSafe.
public final class Markup {
  private static final Parameters JOIN = Parameters.of("Markup.join", "iterable");

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
    if (value instanceof Str text && text.isMarkup()) {
      return text;
    }
    String text = Operations.str(value, x);
    return Str.markup(value instanceof HostValue host && host.isMarkup() ? text : escape(text, x));
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

  /// `markup % values`: the text of each value is escaped.
  static Str format(Str format, Value values, Execution x) {
    return Str.markup(PercentFormat.formatMarkup(format.value(), values, x));
  }

  private static Map<String, Method> methods() {
    var all = new HashMap<String, Method>();
    StrMethods.ALL.forEach((name, method) -> all.put(name, marked(method)));
    List.of("ljust", "rjust", "center", "replace")
        .forEach(name -> all.put(name, marked(second(all(name)))));
    all.put("join", Markup::joined);
    all.put("format", Markup::formatted);
    all.put("striptags", Markup::striptags);
    all.put("unescape", Markup::unescape);
    return Map.copyOf(all);
  }

  private static Method all(String name) {
    Method method = StrMethods.ALL.get(name);
    if (method == null) {
      throw new IllegalStateException("str has no method " + name);
    }
    return method;
  }

  /// The method with its second argument escaped: what it fills with, or what it puts in.
  private static Method second(Method method) {
    return (self, a, x) -> {
      var positional = new ArrayList<>(a.positional());
      if (positional.size() > 1 && positional.get(1) instanceof Str text) {
        positional.set(1, escape(text, x));
      }
      return method.call(self, new Arguments(positional, a.named()), x);
    };
  }

  private static Value joined(Value self, Arguments a, Execution x) {
    var parts = new ArrayList<Value>();
    for (var items = Operations.iterate(JOIN.bind(a).get(0), x); items.hasNext(); ) {
      x.meter().step();
      parts.add(escape(items.next(), x));
    }
    return mark(all("join").call(self, Arguments.of(ListValue.copyOf(parts)), x));
  }

  private static Value formatted(Value self, Arguments a, Execution x) {
    return StrFormat.formatMarkup(StrMethods.text(self), a, x);
  }

  private static Method marked(Method method) {
    return (self, a, x) -> mark(method.call(self, a, x));
  }

  private static Value mark(Value result) {
    return switch (result) {
      case Str text -> Str.markup(text.value());
      case ListValue list -> ListValue.copyOf(list.items().stream().map(Markup::mark).toList());
      case TupleValue tuple -> TupleValue.copyOf(tuple.items().stream().map(Markup::mark).toList());
      default -> result;
    };
  }

  private static Value unescape(Value self, Arguments a, Execution x) {
    Args.none("Markup", "unescape", a);
    String text = StrMethods.text(self);
    x.meter().items(text.length());
    return Str.of(Entities.unescape(text));
  }

  private static Value striptags(Value self, Arguments a, Execution x) {
    Args.none("Markup", "striptags", a);
    return Str.of(Tags.strip(StrMethods.text(self), x));
  }
}
