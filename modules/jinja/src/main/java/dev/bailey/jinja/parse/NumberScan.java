package dev.bailey.jinja.parse;

/// How far a number reaches, and which kind it is.
record NumberScan(int end, boolean isFloat) {

  /// The number that begins with the digit at `from`.
  static NumberScan at(String text, int from, int end) {
    boolean isAfterDot = from > 0 && text.charAt(from - 1) == '.';
    int whole = decimals(text, from, end);
    if (!isAfterDot) {
      int floating = fraction(text, whole, end);
      if (floating > whole) {
        return new NumberScan(floating, true);
      }
    }
    return new NumberScan(integer(text, from, end), false);
  }

  /// Behind digits in groups that single underscores divide.
  private static int decimals(String text, int from, int end) {
    int at = from;
    while (at < end) {
      if (isDigit(text.charAt(at), 10)) {
        at++;
      } else if (text.charAt(at) == '_'
          && at > from
          && at + 1 < end
          && isDigit(text.charAt(at + 1), 10)) {
        at += 2;
      } else {
        break;
      }
    }
    return at;
  }

  private static int fraction(String text, int whole, int end) {
    int at = whole;
    if (at + 1 < end && text.charAt(at) == '.' && isDigit(text.charAt(at + 1), 10)) {
      at = decimals(text, at + 1, end);
    }
    if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = at + 1;
      if (exponent < end && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
        exponent++;
      }
      if (exponent < end && isDigit(text.charAt(exponent), 10)) {
        return decimals(text, exponent, end);
      }
    }
    return at;
  }

  private static int integer(String text, int from, int end) {
    if (text.charAt(from) != '0') {
      return grouped(text, from, end, 10);
    }
    int radix =
        switch (from + 1 < end ? text.charAt(from + 1) : ' ') {
          case 'b', 'B' -> 2;
          case 'o', 'O' -> 8;
          case 'x', 'X' -> 16;
          default -> 1;
        };
    int prefixed = radix == 1 ? 0 : grouped(text, from + 2, end, radix);
    return prefixed > from + 2 ? prefixed : grouped(text, from, end, 1);
  }

  /// Behind digits of `radix`, an underscore allowed before each; radix 1 knows only 0.
  private static int grouped(String text, int from, int end, int radix) {
    int at = from;
    while (at < end) {
      int digit = text.charAt(at) == '_' ? at + 1 : at;
      if (digit >= end || !isDigit(text.charAt(digit), radix)) {
        break;
      }
      at = digit + 1;
    }
    return at;
  }

  private static boolean isDigit(char c, int radix) {
    return radix == 1 ? c == '0' : c < 0x80 && Character.digit(c, radix) >= 0;
  }
}
