package dev.bailey.jinja.value;

/// Strings as Python writes them in source code.
final class StrText {
  private StrText() {}

  /// `repr(text)`: single quotes unless the text has those and no double ones.
  static void writeRepr(String text, TextBuilder out) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    int copied = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (c == quote || c == '\\' || !isPrintable(c)) {
        out.append(text.substring(copied, i)).append(escape(c));
        copied = next;
      }
      i = next;
    }
    out.append(copied == 0 ? text : text.substring(copied)).append(quote);
  }

  /// The text with everything beyond ASCII escaped, as `ascii()` does it with a `repr`.
  static String ascii(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.append(c < 0x80 ? Character.toString(c) : numeric(c)));
    return out.toString();
  }

  private static String escape(int c) {
    return switch (c) {
      case '\'', '"', '\\' -> "\\" + (char) c;
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> numeric(c);
    };
  }

  private static String numeric(int c) {
    if (c < 0x100) {
      return "\\x%02x".formatted(c);
    }
    return c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c);
  }

  /// `chr(c).isprintable()`: neither a control, a surrogate, unassigned, private nor a separator
  /// other than the space.
  static boolean isPrintable(int c) {
    if (c < 0x7f) {
      return c >= ' ';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
