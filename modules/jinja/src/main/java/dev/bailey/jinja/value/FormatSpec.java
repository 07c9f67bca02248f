package dev.bailey.jinja.value;

/// A format specification, as after the colon in `'{:>10,.2f}'`.
///
/// @param fill what to pad with, a code point
/// @param align one of `<`, `>`, `=`, `^`; 0 when left out
/// @param sign one of `+`, `-`, space; 0 when left out
/// @param noNegativeZero `z`: print `0.0` for `-0.0`
/// @param isAlternate `#`: prefixes and trailing zeros stay
/// @param width the least width; -1 when left out
/// @param grouping `,` or `_`; 0 when left out
/// @param precision digits or characters; -1 when left out
/// @param type the presentation type; 0 when left out
record FormatSpec(
    int fill,
    char align,
    char sign,
    boolean noNegativeZero,
    boolean isAlternate,
    int width,
    char grouping,
    int precision,
    char type) {

  /// Reads a specification; ValueError when it is none.
  ///
  /// @param defaultAlign `<` for texts, `>` for numbers
  /// @param typeName for the error
  static FormatSpec parse(String text, char defaultAlign, String typeName) {
    return new Reader(text).read(defaultAlign, typeName);
  }

  private static boolean isAlign(int c) {
    return c == '<' || c == '>' || c == '=' || c == '^';
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    FormatSpec read(char defaultAlign, String typeName) {
      int fill = ' ';
      char align = 0;
      boolean hasFill = false;
      int first = text.isEmpty() ? 0 : text.codePointAt(0);
      int afterFirst = Character.charCount(first);
      if (text.length() > afterFirst && isAlign(text.charAt(afterFirst))) {
        fill = first;
        hasFill = true;
        align = text.charAt(afterFirst);
        at = afterFirst + 1;
      } else if (isAlign(peek())) {
        align = text.charAt(at++);
      }
      char sign = take("+- ");
      boolean noNegativeZero = take("z") != 0;
      boolean isAlternate = take("#") != 0;
      if (!hasFill && peek() == '0') {
        fill = '0';
        align = align == 0 && defaultAlign == '>' ? '=' : align;
        at++;
      }
      int width = number("Too many decimal digits in format string");
      char grouping = take(",_");
      if (grouping != 0 && (peek() == ',' || peek() == '_')) {
        throw TemplateException.valueError(
            peek() == grouping && grouping == '_'
                ? "Cannot specify '_' with '_'."
                : peek() == grouping
                    ? "Cannot specify ',' with ','."
                    : "Cannot specify both ',' and '_'.");
      }
      return new FormatSpec(
          fill,
          align,
          sign,
          noNegativeZero,
          isAlternate,
          width,
          grouping,
          precision(),
          type(typeName));
    }

    private int peek() {
      return at < text.length() ? text.charAt(at) : 0;
    }

    private char take(String allowed) {
      return at < text.length() && allowed.indexOf(text.charAt(at)) >= 0 ? text.charAt(at++) : 0;
    }

    private int precision() {
      if (take(".") == 0) {
        return -1;
      }
      int precision = number("Precision too big");
      if (precision < 0) {
        throw TemplateException.valueError("Format specifier missing precision");
      }
      return precision;
    }

    private int number(String tooLarge) {
      int start = at;
      while (peek() >= '0' && peek() <= '9') {
        at++;
      }
      if (at == start) {
        return -1;
      }
      if (at - start > 18) {
        throw TemplateException.valueError(tooLarge);
      }
      long number = Long.parseLong(text, start, at, 10);
      return (int) Math.min(number, Integer.MAX_VALUE);
    }

    private char type(String typeName) {
      int rest = text.codePointCount(at, text.length());
      if (rest > 1) {
        throw TemplateException.valueError("Invalid format specifier");
      }
      if (rest == 0) {
        return 0;
      }
      if (text.length() - at > 1) {
        throw unknownCode(text.substring(at), typeName);
      }
      return text.charAt(at);
    }
  }

  static TemplateException unknownCode(String code, String typeName) {
    return TemplateException.valueError(
        "Unknown format code '" + code + "' for object of type '" + typeName + "'");
  }

  TemplateException unknownCode(String typeName) {
    return unknownCode(String.valueOf(type), typeName);
  }

  /// The text brought to the width.
  ///
  /// @param prefix what `=` keeps to the left of the padding: sign and base
  String pad(String prefix, String body, char defaultAlign, Execution x) {
    long length = CodePoints.length(prefix) + (long) CodePoints.length(body);
    if (width <= length) {
      return prefix + body;
    }
    int missing = (int) (width - length);
    x.meter().items(width);
    String padding = Character.toString(fill);
    return switch (align == 0 ? defaultAlign : align) {
      case '<' -> prefix + body + padding.repeat(missing);
      case '=' -> prefix + padding.repeat(missing) + body;
      case '^' ->
          padding.repeat(missing / 2) + prefix + body + padding.repeat(missing - missing / 2);
      default -> padding.repeat(missing) + prefix + body;
    };
  }
}
