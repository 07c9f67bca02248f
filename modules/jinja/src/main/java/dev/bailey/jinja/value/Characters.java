package dev.bailey.jinja.value;

/// Classes of characters as Python's `str` methods know them.
final class Characters {
  private Characters() {}

  /// `str.isspace`: white space for `strip` and `split`.
  static boolean isSpace(int c) {
    return switch (c) {
      case '\t', '\n', 0x0b, '\f', '\r', 0x1c, 0x1d, 0x1e, 0x1f, ' ', 0x85, 0xa0 -> true;
      case 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
      default -> c >= 0x2000 && c <= 0x200a;
    };
  }

  /// What `splitlines` splits at.
  static boolean isLineBreak(int c) {
    return switch (c) {
      case '\n', '\r', 0x0b, '\f', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029 -> true;
      default -> false;
    };
  }

  /// `str.isdecimal`.
  static boolean isDecimal(int c) {
    return Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
  }

  /// `str.isdigit`: decimal digits and those in super- and subscript, circles and brackets.
  static boolean isDigit(int c) {
    return isDecimal(c)
        || switch (c) {
          case 0xb2, 0xb3, 0xb9, 0x2070, 0x19da, 0x24ea, 0x24ff -> true;
          default ->
              between(c, 0x2074, 0x2079)
                  || between(c, 0x2080, 0x2089)
                  || between(c, 0x1369, 0x1371)
                  || between(c, 0x2460, 0x2468)
                  || between(c, 0x2474, 0x247c)
                  || between(c, 0x2488, 0x2490)
                  || between(c, 0x24f5, 0x24fd)
                  || between(c, 0x2776, 0x277e)
                  || between(c, 0x2780, 0x2788)
                  || between(c, 0x278a, 0x2792);
        };
  }

  /// `str.isnumeric`: digits, fractions, Roman and Chinese numerals.
  static boolean isNumeric(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      case Character.OTHER_LETTER -> "一二三四五六七八九十百千万億兆零两亿".indexOf(c) >= 0;
      default -> false;
    };
  }

  static boolean isAlphanumeric(int c) {
    return Character.isLetter(c) || isDigit(c) || isNumeric(c);
  }

  static boolean isCased(int c) {
    return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  private static boolean between(int c, int first, int last) {
    return c >= first && c <= last;
  }
}
