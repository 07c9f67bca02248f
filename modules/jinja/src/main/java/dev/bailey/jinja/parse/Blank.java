package dev.bailey.jinja.parse;

/// Characters as Python's regular expressions class them.
final class Blank {
  private Blank() {}

  /// `\s`.
  static boolean is(char c) {
    return switch (c) {
      case ' ',
          '\t',
          '\n',
          '\r',
          '\f',
          '\u000b',
          '\u001c',
          '\u001d',
          '\u001e',
          '\u001f',
          '\u0085' ->
          true;
      default -> c >= 0xa0 && Character.isSpaceChar(c);
    };
  }

  /// `\w`.
  static boolean isWord(int c) {
    if (c < 0x80) {
      return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.LETTER_NUMBER
        || Character.getType(c) == Character.OTHER_NUMBER;
  }
}
