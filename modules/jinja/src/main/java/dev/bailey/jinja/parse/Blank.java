package dev.bailey.jinja.parse;

/// Characters as Python's regular expressions class them.
final class Blank {
  private Blank() {}

  /// `\s`.
  static boolean is(char c) {
    return c <= ' '
        ? isControl(c)
        : c >= 0x85 && (c == 0x85 || (c >= 0xa0 && Character.isSpaceChar(c)));
  }

  private static boolean isControl(char c) {
    return switch (c) {
      case ' ', '\t', '\n', '\r', '\f', '\u000b', '\u001c', '\u001d', '\u001e', '\u001f' -> true;
      default -> false;
    };
  }

  /// A letter or digit of ASCII, or an underscore.
  static boolean isAsciiWord(int c) {
    return (c >= 'a' && c <= 'z') || c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /// `\w`.
  static boolean isWord(int c) {
    if (c < 0x80) {
      return isAsciiWord(c);
    }
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.LETTER_NUMBER
        || Character.getType(c) == Character.OTHER_NUMBER;
  }
}
