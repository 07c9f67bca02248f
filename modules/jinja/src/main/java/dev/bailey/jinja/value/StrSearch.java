package dev.bailey.jinja.value;

/// `find`, `count`, `startswith` and their like, whose positions count code points.
final class StrSearch {
  /// The part of a text between two optional positions; `isOutside` when the first lies beyond the
  /// end, where not even the empty text is found.
  private record Window(String text, int start, int end, boolean isOutside) {}

  private StrSearch() {}

  private static Window window(Value self, Arguments a) {
    String text = StrMethods.text(self);
    int size = CodePoints.length(text);
    long start = a.count() > 1 && !(a.at(1) instanceof None) ? Args.index(a.at(1)) : 0;
    long end = a.count() > 2 && !(a.at(2) instanceof None) ? Args.index(a.at(2)) : size;
    int from = (int) Math.clamp(start < 0 ? start + size : start, 0, (long) size + 1);
    int to = (int) Math.clamp(end < 0 ? end + size : end, 0, (long) size);
    if (from > to) {
      return new Window(text, 0, 0, true);
    }
    return size == text.length()
        ? new Window(text, from, to, false)
        : new Window(text, CodePoints.offset(text, from), CodePoints.offset(text, to), false);
  }

  static Method finder(String name) {
    boolean isRight = name.startsWith("r");
    boolean isStrict = name.endsWith("index");
    return (self, a, x) -> {
      Args.between("str", name, a, 1, 3);
      Window window = window(self, a);
      String wanted = wanted(a);
      x.meter().steps(window.text.length() / 64);
      int at = isRight ? findLast(window, wanted) : findFirst(window, wanted);
      if (at < 0 && isStrict) {
        throw TemplateException.valueError("substring not found");
      }
      return Int.of(at < 0 ? -1 : window.text.codePointCount(0, at));
    };
  }

  private static String wanted(Arguments a) {
    if (a.at(0) instanceof Str wanted) {
      return wanted.value();
    }
    throw TemplateException.typeError("must be str, not " + a.at(0).typeName());
  }

  private static int findFirst(Window window, String wanted) {
    if (window.isOutside) {
      return -1;
    }
    return window.text.indexOf(wanted, window.start, window.end);
  }

  private static int findLast(Window window, String wanted) {
    if (window.isOutside || window.end - wanted.length() < window.start) {
      return -1;
    }
    int at = window.text.lastIndexOf(wanted, window.end - wanted.length());
    return at < window.start ? -1 : at;
  }

  static Value count(Value self, Arguments a, Execution x) {
    Args.between("str", "count", a, 1, 3);
    Window window = window(self, a);
    String wanted = wanted(a);
    x.meter().steps(window.text.length() / 64);
    if (window.isOutside) {
      return Int.ZERO;
    }
    if (wanted.isEmpty()) {
      return Int.of(window.text.codePointCount(window.start, window.end) + 1L);
    }
    int count = 0;
    int at = findFirst(window, wanted);
    while (at >= 0) {
      count++;
      at =
          window.text.indexOf(
              wanted, at + wanted.length(), Math.max(window.end, at + wanted.length()));
    }
    return Int.of(count);
  }

  static Method affix(String name) {
    boolean isStart = name.equals("startswith");
    return (self, a, x) -> {
      Args.between("str", name, a, 1, 3);
      Window window = window(self, a);
      if (a.at(0) instanceof TupleValue tuple) {
        for (Value item : tuple.items()) {
          x.meter().step();
          if (!(item instanceof Str each)) {
            throw TemplateException.typeError(
                "tuple for %s must only contain str, not %s".formatted(name, item.typeName()));
          }
          if (matches(window, each.value(), isStart)) {
            return Bool.TRUE;
          }
        }
        return Bool.FALSE;
      }
      if (!(a.at(0) instanceof Str affix)) {
        throw TemplateException.typeError(
            "%s first arg must be str or a tuple of str, not %s"
                .formatted(name, a.at(0).typeName()));
      }
      return Bool.of(matches(window, affix.value(), isStart));
    };
  }

  private static boolean matches(Window window, String affix, boolean isStart) {
    if (window.isOutside || window.end - window.start < affix.length()) {
      return false;
    }
    return window.text.startsWith(affix, isStart ? window.start : window.end - affix.length());
  }

  /// @param limit how often at most; negative for always
  static String replace(String text, String old, String replacement, long limit, Execution x) {
    x.meter().steps(text.length() / 64);
    if (limit == 0) {
      return text;
    }
    return old.isEmpty()
        ? replaceEmpty(text, replacement, limit, x)
        : replaceFound(text, old, replacement, limit, x);
  }

  private static String replaceFound(
      String text, String old, String replacement, long limit, Execution x) {
    int at = text.indexOf(old);
    if (at < 0) {
      return text;
    }
    var out = TextBuilder.charged(x.meter());
    int copied = 0;
    for (long done = 0; at >= 0 && done != limit; done++) {
      out.append(text.substring(copied, at)).append(replacement);
      copied = at + old.length();
      at = text.indexOf(old, copied);
    }
    return out.append(text.substring(copied)).toString();
  }

  /// The empty text stands before each character and at the end.
  private static String replaceEmpty(String text, String replacement, long limit, Execution x) {
    var out = TextBuilder.charged(x.meter());
    int at = 0;
    for (long done = 0; done != limit; done++) {
      out.append(replacement);
      if (at == text.length()) {
        return out.toString();
      }
      int next = at + Character.charCount(text.codePointAt(at));
      out.append(text.substring(at, next));
      at = next;
    }
    return out.append(text.substring(at)).toString();
  }
}
