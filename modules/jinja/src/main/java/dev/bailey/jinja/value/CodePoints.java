package dev.bailey.jinja.value;

/// Texts counted in code points, fast where no character needs two UTF-16 units.
final class CodePoints {
  private CodePoints() {}

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /// Whether each character is one UTF-16 unit, so that Java's indices are Python's.
  static boolean areUnits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))) {
        return length(text) == text.length();
      }
    }
    return true;
  }

  /// The UTF-16 index of the code point with the number `index`, which lies within the text.
  static int offset(String text, int index) {
    return text.offsetByCodePoints(0, index);
  }

  /// The code points `from` to `to`.
  static String slice(String text, int from, int to) {
    if (areUnits(text)) {
      return text.substring(from, to);
    }
    int start = offset(text, from);
    return text.substring(start, text.offsetByCodePoints(start, to - from));
  }
}
