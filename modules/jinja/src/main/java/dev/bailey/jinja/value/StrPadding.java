package dev.bailey.jinja.value;

/// Texts brought to a width.
final class StrPadding {
  private StrPadding() {}

  static Method padder(String name) {
    return (self, a, x) -> {
      Args.between("str", name, a, 1, 2);
      long width = Args.size(a.at(0));
      String fill = a.count() > 1 ? fill(a.at(1)) : " ";
      String text = StrMethods.text(self);
      long missing = width - CodePoints.length(text);
      if (missing <= 0) {
        return Str.of(text);
      }
      x.meter().items(missing + text.length());
      int left = (int) left(name, missing, width);
      return Str.of(fill.repeat(left) + text + fill.repeat((int) missing - left));
    };
  }

  /// An odd character more goes left when the width is odd.
  private static long left(String name, long missing, long width) {
    return switch (name) {
      case "ljust" -> 0;
      case "rjust" -> missing;
      default -> missing / 2 + (missing & width & 1);
    };
  }

  private static String fill(Value value) {
    if (!(value instanceof Str fill)) {
      throw TemplateException.typeError(
          "The fill character must be a unicode character, not " + value.typeName());
    }
    if (fill.length() != 1) {
      throw TemplateException.typeError("The fill character must be exactly one character long");
    }
    return fill.value();
  }

  static Value zfill(Value self, Arguments a, Execution x) {
    long width = Args.size(Args.one("str", "zfill", a));
    String text = StrMethods.text(self);
    long missing = width - CodePoints.length(text);
    if (missing <= 0) {
      return Str.of(text);
    }
    x.meter().items(missing + text.length());
    boolean isSigned = text.startsWith("-") || text.startsWith("+");
    int sign = isSigned ? 1 : 0;
    return Str.of(text.substring(0, sign) + "0".repeat((int) missing) + text.substring(sign));
  }

  private static final Parameters EXPANDTABS = Parameters.of("expandtabs", "tabsize=");

  static Value expandtabs(Value self, Arguments a, Execution x) {
    int size = Args.integer(EXPANDTABS.bind(a).get(0, Int.of(8)));
    String text = StrMethods.text(self);
    var out = TextBuilder.charged(x.meter());
    int column = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\t') {
        int spaces = size > 0 ? size - column % size : 0;
        out.repeat(' ', spaces);
        column += spaces;
      } else {
        out.append(c);
        column = c == '\n' || c == '\r' ? 0 : column + (Character.isLowSurrogate(c) ? 0 : 1);
      }
    }
    return Str.of(out.toString());
  }
}
