package dev.bailey.jinja.value;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The methods of `str`.
final class StrMethods {
  static final Map<String, Method> ALL =
      Map.ofEntries(
          mapped("upper", StrCase::upper),
          mapped("lower", StrCase::lower),
          mapped("capitalize", StrCase::capitalize),
          mapped("title", StrCase::title),
          mapped("swapcase", StrCase::swap),
          mapped("casefold", StrCase::fold),
          asked("isalnum", s -> StrCase.all(s, Characters::isAlphanumeric)),
          asked("isalpha", s -> StrCase.all(s, Character::isLetter)),
          asked("isascii", s -> s.chars().allMatch(c -> c < 0x80)),
          asked("isdecimal", s -> StrCase.all(s, Characters::isDecimal)),
          asked("isdigit", s -> StrCase.all(s, Characters::isDigit)),
          asked("isidentifier", StrCase::isIdentifier),
          asked("islower", StrCase::isLower),
          asked("isnumeric", s -> StrCase.all(s, Characters::isNumeric)),
          asked("isprintable", s -> s.codePoints().allMatch(StrText::isPrintable)),
          asked("isspace", s -> StrCase.all(s, Characters::isSpace)),
          asked("istitle", StrCase::isTitle),
          asked("isupper", StrCase::isUpper),
          entry("strip", stripper("strip", true, true)),
          entry("lstrip", stripper("lstrip", true, false)),
          entry("rstrip", stripper("rstrip", false, true)),
          entry("split", splitter("split")),
          entry("rsplit", splitter("rsplit")),
          entry("splitlines", StrMethods::splitlines),
          entry("partition", StrMethods::partition),
          entry("rpartition", StrMethods::rpartition),
          entry("startswith", StrSearch.affix("startswith")),
          entry("endswith", StrSearch.affix("endswith")),
          entry("find", StrSearch.finder("find")),
          entry("rfind", StrSearch.finder("rfind")),
          entry("index", StrSearch.finder("index")),
          entry("rindex", StrSearch.finder("rindex")),
          entry("count", StrSearch::count),
          entry("replace", StrMethods::replace),
          entry("removeprefix", StrMethods::removeprefix),
          entry("removesuffix", StrMethods::removesuffix),
          entry("center", StrPadding.padder("center")),
          entry("ljust", StrPadding.padder("ljust")),
          entry("rjust", StrPadding.padder("rjust")),
          entry("zfill", StrPadding::zfill),
          entry("expandtabs", StrPadding::expandtabs),
          entry("join", StrMethods::join),
          entry("format", (self, a, x) -> StrFormat.format(text(self), a, x)),
          entry("format_map", StrMethods::formatMap),
          entry("translate", StrTranslate::translate),
          entry("maketrans", StrTranslate::maketrans),
          entry("encode", StrMethods::encode));

  private StrMethods() {}

  static String text(Value self) {
    return ((Str) self).value();
  }

  private static Map.Entry<String, Method> mapped(String name, UnaryOperator<String> change) {
    return entry(
        name,
        (self, a, x) -> {
          Args.none("str", name, a);
          String text = text(self);
          x.meter().items(text.length());
          return Str.of(change.apply(text));
        });
  }

  private static Map.Entry<String, Method> asked(String name, Predicate<String> question) {
    return entry(
        name,
        (self, a, x) -> {
          Args.none("str", name, a);
          String text = text(self);
          x.meter().steps(text.length() / 16);
          return Bool.of(question.test(text));
        });
  }

  private static Method stripper(String name, boolean left, boolean right) {
    return (self, a, x) -> {
      Args.between("str", name, a, 0, 1);
      String text = text(self);
      x.meter().items(text.length());
      if (a.count() == 0 || a.at(0) instanceof None) {
        return Str.of(StrSplit.stripSpace(text, left, right));
      }
      if (!(a.at(0) instanceof Str characters)) {
        throw TemplateException.typeError(name + " arg must be None or str");
      }
      return Str.of(StrSplit.strip(text, characters.value(), left, right));
    };
  }

  private static Method splitter(String name) {
    var parameters = Parameters.of(name, "sep=, maxsplit=");
    boolean isRight = name.equals("rsplit");
    return (self, a, x) -> {
      var bound = parameters.bind(a);
      String text = text(self);
      long limit = Args.index(bound.get(1, Int.of(-1)));
      limit = limit < 0 ? Long.MAX_VALUE : limit;
      x.meter().items(text.length());
      Value separator = bound.get(0, None.NONE);
      if (separator instanceof None) {
        return strings(
            isRight ? StrSplit.atSpaceFromRight(text, limit) : StrSplit.atSpace(text, limit));
      }
      String at = separator(separator);
      return strings(
          isRight ? StrSplit.atFromRight(text, at, limit) : StrSplit.at(text, at, limit));
    };
  }

  private static String separator(Value value) {
    if (!(value instanceof Str separator)) {
      throw TemplateException.typeError("must be str or None, not " + value.typeName());
    }
    if (separator.value().isEmpty()) {
      throw TemplateException.valueError("empty separator");
    }
    return separator.value();
  }

  static ListValue strings(List<String> parts) {
    var items = new ArrayList<Value>(parts.size());
    for (String part : parts) {
      items.add(Str.of(part));
    }
    return ListValue.around(items);
  }

  private static final Parameters SPLITLINES = Parameters.of("splitlines", "keepends=");

  private static Value splitlines(Value self, Arguments a, Execution x) {
    boolean keepEnds = Args.integer(SPLITLINES.bind(a).get(0, Bool.FALSE)) != 0;
    x.meter().items(text(self).length());
    return strings(StrSplit.lines(text(self), keepEnds));
  }

  private static Value partition(Value self, Arguments a, Execution x) {
    String separator = partitionAt("partition", a);
    String text = text(self);
    x.meter().items(text.length());
    int at = text.indexOf(separator);
    return at < 0 ? TupleValue.of(Str.of(text), Str.EMPTY, Str.EMPTY) : parts(text, at, separator);
  }

  private static Value rpartition(Value self, Arguments a, Execution x) {
    String separator = partitionAt("rpartition", a);
    String text = text(self);
    x.meter().items(text.length());
    int at = text.lastIndexOf(separator);
    return at < 0 ? TupleValue.of(Str.EMPTY, Str.EMPTY, Str.of(text)) : parts(text, at, separator);
  }

  private static String partitionAt(String method, Arguments a) {
    if (!(Args.one("str", method, a) instanceof Str separator)) {
      throw TemplateException.typeError("must be str, not " + a.at(0).typeName());
    }
    if (separator.value().isEmpty()) {
      throw TemplateException.valueError("empty separator");
    }
    return separator.value();
  }

  private static TupleValue parts(String text, int at, String separator) {
    return TupleValue.of(
        Str.of(text.substring(0, at)),
        Str.of(separator),
        Str.of(text.substring(at + separator.length())));
  }

  private static Value replace(Value self, Arguments a, Execution x) {
    Args.between("str", "replace", a, 2, 3);
    long limit = a.count() == 3 ? Args.index(a.at(2)) : -1;
    String old = Args.text(a, 0, "replace");
    String replacement = Args.text(a, 1, "replace");
    return Str.of(StrSearch.replace(text(self), old, replacement, limit, x));
  }

  private static Value removeprefix(Value self, Arguments a, Execution x) {
    Args.one("str", "removeprefix", a);
    String prefix = Args.text(a, 0, "removeprefix");
    String text = text(self);
    x.meter().items(text.length());
    return Str.of(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
  }

  private static Value removesuffix(Value self, Arguments a, Execution x) {
    Args.one("str", "removesuffix", a);
    String suffix = Args.text(a, 0, "removesuffix");
    String text = text(self);
    x.meter().items(text.length());
    return Str.of(
        text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
  }

  private static Value join(Value self, Arguments a, Execution x) {
    Value items = Args.one("str", "join", a);
    if (!Operations.isIterable(items)) {
      throw TemplateException.typeError("can only join an iterable");
    }
    String separator = text(self);
    var out = TextBuilder.charged(x.meter());
    int index = 0;
    for (var each = Operations.iterate(items, x); each.hasNext(); index++) {
      x.meter().step();
      Value item = each.next();
      if (!(item instanceof Str part)) {
        throw TemplateException.typeError(
            "sequence item %d: expected str instance, %s found"
                .formatted(index, Operations.unqualified(item)));
      }
      if (index > 0) {
        out.append(separator);
      }
      out.append(part.value());
    }
    return Str.of(out.toString());
  }

  private static Value formatMap(Value self, Arguments a, Execution x) {
    Value mapping = Args.one("str", "format_map", a);
    return StrFormat.formatMap(text(self), mapping, x);
  }

  private static final Parameters ENCODE = Parameters.of("encode", "encoding=, errors=");

  private static Value encode(Value self, Arguments a, Execution x) {
    var bound = ENCODE.bind(a);
    String encoding = name(bound.get(0, Str.of("utf-8")), "encoding");
    String errors = name(bound.get(1, Str.of("strict")), "errors");
    x.meter().items(text(self).length() * 4L);
    return Bytes.of(Encodings.encode(text(self), encoding, errors));
  }

  private static String name(Value value, String parameter) {
    if (value instanceof Str name) {
      return name.value();
    }
    throw TemplateException.typeError(
        "encode() argument '" + parameter + "' must be str, not " + value.typeName());
  }

  /// The bytes of the text in UTF-8, for hashes and the like.
  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
