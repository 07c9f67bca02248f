package dev.bailey.jinja.library;

import static dev.bailey.jinja.library.Bound.filter;
import static dev.bailey.jinja.library.Bound.isNone;

import dev.bailey.jinja.library.json.JsonStyle;
import dev.bailey.jinja.library.json.JsonWriter;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Filter;
import dev.bailey.jinja.value.Markup;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Tags;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;

/// Filters for HTML, URLs and JSON.
final class HtmlFilters {
  private HtmlFilters() {}

  static Map<String, Filter> all() {
    return Map.ofEntries(
        filter("e", "", (s, a, x) -> Markup.escape(s, x)),
        filter("escape", "", (s, a, x) -> Markup.escape(s, x)),
        filter("forceescape", "", (s, a, x) -> Str.markup(Markup.escape(Operations.str(s, x), x))),
        filter("safe", "", (s, a, x) -> Str.markup(Operations.str(s, x))),
        filter("striptags", "", (s, a, x) -> Str.of(Tags.strip(Operations.str(s, x), x))),
        filter("urlencode", "", HtmlFilters::urlencode),
        filter(
            "urlize", "trim_url_limit=, nofollow=, target=, rel=, extra_schemes=", Urlize::apply),
        filter("xmlattr", "autospace=", HtmlFilters::xmlattr),
        filter("tojson", "indent=", HtmlFilters::tojson));
  }

  private static Value urlencode(Value value, Parameters.Bound a, Execution x) {
    if (value instanceof Str || !Operations.isIterable(value)) {
      return Str.of(quote(value, false, x));
    }
    Value items =
        value instanceof DictValue
            ? Operations.callMethod(value, "items", Arguments.none(), x)
            : value;
    var parts = new ArrayList<String>();
    for (var each = Operations.iterate(items, x); each.hasNext(); ) {
      var pair = Operations.unpack(each.next(), 2, x);
      parts.add(quote(pair.get(0), true, x) + "=" + quote(pair.get(1), true, x));
    }
    return Str.of(String.join("&", parts));
  }

  /// Percent-encoded UTF-8; in a query, spaces become `+` and slashes are encoded too.
  private static String quote(Value value, boolean isQuery, Execution x) {
    String text = Operations.str(value, x);
    x.meter().items(text.length() * 3L);
    var out = new StringBuilder(text.length());
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      int c = each & 0xff;
      boolean isPlain =
          (c < 0x80 && Character.isLetterOrDigit(c))
              || "_.-~".indexOf(c) >= 0
              || (c == '/' && !isQuery);
      if (isPlain) {
        out.append((char) c);
      } else {
        out.append(isQuery && c == ' ' ? "+" : "%%%02X".formatted(c));
      }
    }
    return out.toString();
  }

  private static Value xmlattr(Value value, Parameters.Bound a, Execution x) {
    var parts = new ArrayList<String>();
    Value items = Bound.itemsOf(value, x);
    for (var each = Operations.iterate(items, x); each.hasNext(); ) {
      var pair = Operations.unpack(each.next(), 2, x);
      Value item = pair.get(1);
      if (item instanceof None || item instanceof Undefined) {
        continue;
      }
      checkName(pair.get(0));
      parts.add("%s=\"%s\"".formatted(Markup.escape(pair.get(0), x), Markup.escape(item, x)));
    }
    String text = String.join(" ", parts);
    boolean hasSpace = !a.has(0) || a.get(0).truth();
    String spaced = hasSpace && !text.isEmpty() ? " " + text : text;
    return x.escapes() ? Str.markup(spaced) : Str.of(spaced);
  }

  private static void checkName(Value name) {
    if (!(name instanceof Str text)) {
      throw TemplateException.typeError(
          "expected string or bytes-like object, got '" + name.typeName() + "'");
    }
    for (int i = 0; i < text.value().length(); i++) {
      if (" \t\n\r\f\u000b/>=".indexOf(text.value().charAt(i)) >= 0) {
        throw TemplateException.valueError("Invalid character in attribute name: " + name.repr());
      }
    }
  }

  private static Value tojson(Value value, Parameters.Bound a, Execution x) {
    Value indent = a.get(0, None.NONE);
    var style = JsonStyle.standard().withSortedKeys();
    // Python writes a text at once, without a look at the indentation.
    boolean isIndented = !isNone(indent) && !(value instanceof Str);
    String json = JsonWriter.write(value, isIndented ? style.withIndent(indent) : style, x);
    return Str.markup(
        json.replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
            .replace("'", "\\u0027"));
  }
}
