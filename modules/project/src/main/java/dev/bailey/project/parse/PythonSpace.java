package dev.bailey.project.parse;

/// White space as Python's `str` knows it.
final class PythonSpace {
  private PythonSpace() {}

  static boolean is(char c) {
    return switch (c) {
      case ' ', '\t', '\n', '\r', '\f', '\u000b', '\u001c', '\u001d', '\u001e', '\u001f' -> true;
      case '\u0085', '\u00a0', '\u1680', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000' -> true;
      default -> c >= '\u2000' && c <= '\u200a';
    };
  }

  /// `text.strip()`.
  static String strip(String text) {
    String cut = stripTrailing(text);
    return cut.substring(indent(cut));
  }

  /// `text.rstrip()`.
  static String stripTrailing(String text) {
    int end = text.length();
    while (end > 0 && is(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /// Where `text.strip()` begins in `text`.
  static int indent(String text) {
    int start = 0;
    while (start < text.length() && is(text.charAt(start))) {
      start++;
    }
    return start;
  }
}
