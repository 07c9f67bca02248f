package dev.bailey.jinja.library;

import static dev.bailey.jinja.library.Bound.filter;
import static dev.bailey.jinja.library.Bound.flag;
import static dev.bailey.jinja.library.Bound.integer;
import static dev.bailey.jinja.library.Bound.isNone;
import static dev.bailey.jinja.library.Bound.method;
import static dev.bailey.jinja.library.Bound.soft;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Filter;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Markup;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.util.Map;

/// Filters from text to text.
final class TextFilters {
  private static final Int LEEWAY = Int.of(5);

  private TextFilters() {}

  static Map<String, Filter> all() {
    return Map.ofEntries(
        filter("upper", "", (s, a, x) -> method(soft(s, x), "upper", x)),
        filter("lower", "", (s, a, x) -> method(soft(s, x), "lower", x)),
        filter("capitalize", "", (s, a, x) -> method(soft(s, x), "capitalize", x)),
        filter("string", "", (s, a, x) -> soft(s, x)),
        filter("title", "", TextFilters::title),
        filter("trim", "chars=", (s, a, x) -> method(soft(s, x), "strip", x, a.get(0, None.NONE))),
        filter("center", "width=", TextFilters::center),
        filter("replace", "old, new, count=", TextFilters::replace),
        filter("truncate", "length=, killwords=, end=, leeway=", TextFilters::truncate),
        filter("indent", "width=, first=, blank=", TextFilters::indent),
        filter("wordcount", "", TextFilters::wordcount),
        filter(
            "wordwrap",
            "width=, break_long_words=, wrapstring=, break_on_hyphens=",
            TextFilters::wordwrap),
        filter("pprint", "", (value, a, x) -> Str.of(PrettyPrint.format(value, x))),
        Map.entry("format", TextFilters::format));
  }

  private static Value center(Value s, Parameters.Bound a, Execution x) {
    return method(soft(s, x), "center", x, a.get(0, Int.of(80)));
  }

  private static Value replace(Value s, Parameters.Bound a, Execution x) {
    Value count = isNone(a.get(2, None.NONE)) ? Int.of(-1) : a.get(2);
    Value old = a.get(0);
    Value fresh = a.get(1);
    if (!x.escapes()) {
      return method(plain(s, x), "replace", x, plain(old, x), plain(fresh, x), count);
    }
    boolean becomesMarkup =
        Operations.isMarkup(old) || (Operations.isMarkup(fresh) && !Operations.isMarkup(s));
    Str text = becomesMarkup ? Markup.escape(s, x) : soft(s, x);
    return method(text, "replace", x, soft(old, x), soft(fresh, x), count);
  }

  private static Str plain(Value value, Execution x) {
    return Str.of(Operations.str(value, x));
  }

  /// Each word with its first letter in upper case; words begin after white space, `-`, `(`, `{`,
  /// `[` and `<`.
  private static Value title(Value s, Parameters.Bound a, Execution x) {
    Str text = soft(s, x);
    String value = text.value();
    var out = TextBuilder.charged(x.meter());
    int at = 0;
    while (at < value.length()) {
      boolean isBreak = isWordBreak(value.codePointAt(at));
      int end = at;
      while (end < value.length() && isWordBreak(value.codePointAt(end)) == isBreak) {
        end += Character.charCount(value.codePointAt(end));
      }
      int first = at + Character.charCount(value.codePointAt(at));
      out.append(method(Str.of(value.substring(at, first)), "upper", x).str());
      out.append(method(Str.of(value.substring(first, end)), "lower", x).str());
      at = end;
    }
    return Str.of(out.toString());
  }

  private static boolean isWordBreak(int c) {
    return "-({[<".indexOf(c) >= 0 || isSpace(c);
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || c == 0x85 || c == 0xa0 || c == 0x2007 || c == 0x202f;
  }

  private static Value truncate(Value s, Parameters.Bound a, Execution x) {
    Value length = a.get(0, Int.of(255));
    Value end = a.get(2, Str.of("..."));
    Value leewayGiven = a.get(3, None.NONE);
    Value leeway = isNone(leewayGiven) ? LEEWAY : leewayGiven;
    Int ending = Int.of(Operations.length(end, x));
    if (!Operations.greaterEqual(length, ending, x)) {
      throw TemplateException.of(
          "AssertionError", "expected length >= " + ending + ", got " + length.str());
    }
    if (!Operations.greaterEqual(leeway, Int.ZERO, x)) {
      throw TemplateException.of("AssertionError", "expected leeway >= 0, got " + leeway.str());
    }
    Int whole = Int.of(Operations.length(s, x));
    if (Operations.lessEqual(whole, Operations.add(length, leeway, x), x)) {
      return s;
    }
    Value start = Operations.slice(s, null, Operations.subtract(length, ending, x), null, x);
    if (!flag(a, 1)) {
      Value parts = Operations.callMethod(start, "rsplit", Arguments.of(Str.of(" "), Int.ONE), x);
      start = Operations.item(parts, Int.ZERO, x);
    }
    return Operations.add(start, end, x);
  }

  private static Value indent(Value s, Parameters.Bound a, Execution x) {
    Value width = a.get(0, Int.of(4));
    Value indention = width instanceof Str ? width : Operations.multiply(Str.of(" "), width, x);
    boolean isMarkup = s instanceof Str text && text.isMarkup();
    Value newline = isMarkup ? Str.markup("\n") : Str.of("\n");
    if (s instanceof ListValue) {
      // Python's `+=` takes any iterable here, and fails one step later.
      throw Bound.attributeError(s, "splitlines");
    }
    Value all = Operations.add(s, newline, x);
    Value lines = Operations.callMethod(all, "splitlines", Arguments.none(), x);
    String prefix = indention.str();
    var out = TextBuilder.charged(x.meter());
    boolean isFirst = true;
    for (Value line : Operations.items(lines, x)) {
      String text = line.str();
      boolean isIndented = isFirst ? flag(a, 1) : flag(a, 2) || !text.isEmpty();
      out.append(isFirst ? "" : "\n").append(isIndented ? prefix : "").append(text);
      isFirst = false;
    }
    return isMarkup ? Str.markup(out.toString()) : Str.of(out.toString());
  }

  private static Value wordcount(Value s, Parameters.Bound a, Execution x) {
    String text = soft(s, x).value();
    x.meter().steps(text.length() / 16);
    int count = 0;
    boolean isInWord = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int type = Character.getType(c);
      boolean isWord =
          Character.isLetterOrDigit(c)
              || c == '_'
              || type == Character.LETTER_NUMBER
              || type == Character.OTHER_NUMBER;
      count += isWord && !isInWord ? 1 : 0;
      isInWord = isWord;
      i += Character.charCount(c);
    }
    return Int.of(count);
  }

  private static Value wordwrap(Value s, Parameters.Bound a, Execution x) {
    Value wrap = a.get(2, None.NONE);
    String separator = isNone(wrap) ? "\n" : Operations.str(wrap, x);
    boolean breaksLong = a.get(1, Bool.TRUE).truth();
    boolean breaksHyphens = a.get(3, Bool.TRUE).truth();
    if (!(s instanceof Str) && !(s instanceof Undefined)) {
      throw Bound.attributeError(s, "splitlines");
    }
    int width = s.truth() ? integer(a, 0, 79) : 0;
    Value lines = Operations.callMethod(s, "splitlines", Arguments.none(), x);
    var out = TextBuilder.charged(x.meter());
    boolean isFirst = true;
    for (Value line : Operations.items(lines, x)) {
      if (!isFirst) {
        out.append(separator);
      }
      isFirst = false;
      out.append(
          String.join(separator, TextWrap.wrap(line.str(), width, breaksLong, breaksHyphens, x)));
    }
    return Str.of(out.toString());
  }

  private static Value format(Value s, Arguments a, Execution x) {
    if (!a.positional().isEmpty() && !a.named().isEmpty()) {
      throw Bound.filterArgumentError(
          "can't handle positional and keyword arguments at the same time");
    }
    Value values =
        a.named().isEmpty() ? TupleValue.copyOf(a.positional()) : DictValue.ofNames(a.named());
    return Operations.modulo(soft(s, x), values, x);
  }
}
