package dev.bailey.jinja.parse;

/// The symbols between operands.
final class Operators {
  private Operators() {}

  /// The length of the longest operator at `at`; 0 when there is none.
  static int length(String text, int at) {
    char c = text.charAt(at);
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    return switch (c) {
      case '*', '/' -> next == c ? 2 : 1;
      case '=', '<', '>' -> next == '=' ? 2 : 1;
      case '!' -> next == '=' ? 2 : 0;
      case '+', '-', '%', '~', '[', ']', '(', ')', '{', '}', '.', ':', '|', ',', ';' -> 1;
      default -> 0;
    };
  }

  /// The operator, without a new string for each of its appearances.
  static String symbol(String text, int at, int length) {
    return text.substring(at, at + length).intern();
  }
}
