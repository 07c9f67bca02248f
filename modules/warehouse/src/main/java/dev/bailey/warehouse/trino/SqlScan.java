package dev.bailey.warehouse.trino;

/// Where the pieces of a text in SQL end that may hold any character: strings, quoted names,
/// comments.
final class SqlScan {
  private SqlScan() {}

  /// The index after the piece that begins at `at`: after a string, a quoted name, a comment, or
  /// else the one character.
  static int after(String text, int at) {
    char c = text.charAt(at);
    if (c == '\'' || c == '"') {
      return past(text, String.valueOf(c), at + 1);
    }
    if (text.startsWith("--", at)) {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }
    return text.startsWith("/*", at) ? past(text, "*/", at + 2) : at + 1;
  }

  /// Two quotes inside of a string end it here and begin another, which comes to the same.
  private static int past(String text, String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }

  static boolean isComment(String text, int at) {
    return text.startsWith("--", at) || text.startsWith("/*", at);
  }
}
