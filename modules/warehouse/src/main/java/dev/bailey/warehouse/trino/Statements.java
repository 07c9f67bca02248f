package dev.bailey.warehouse.trino;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A text of several statements, one by one: the server takes no more at once.
final class Statements {
  /// The body of a function has semicolons of its own.
  private static final Pattern FUNCTION =
      Pattern.compile(
          "create\\s+(or\\s+replace\\s+)?function\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Statements() {}

  /// The statements, as dbt sends them: without the semicolons that end them. What is only white
  /// space and comments is none.
  static List<String> split(String text) {
    var parts = new ArrayList<String>();
    int begin = 0;
    int at = 0;
    boolean isFunction = false;
    boolean isEmpty = true;
    while (at < text.length()) {
      char c = text.charAt(at);
      int next = SqlScan.after(text, at);
      boolean blank = Character.isWhitespace(c) || SqlScan.isComment(text, at);
      if (c == ';' && !isFunction) {
        add(parts, text.substring(begin, at), isEmpty);
        begin = next;
        isEmpty = true;
      } else if (isEmpty && !blank) {
        isEmpty = false;
        isFunction = FUNCTION.matcher(text).region(at, text.length()).lookingAt();
      }
      at = next;
    }
    String last = text.substring(begin).stripTrailing();
    add(parts, isFunction ? withoutEnd(last) : last, isEmpty);
    return parts;
  }

  private static void add(List<String> parts, String part, boolean isEmpty) {
    if (!isEmpty) {
      parts.add(part.stripLeading());
    }
  }

  private static String withoutEnd(String function) {
    return function.endsWith(";") ? function.substring(0, function.length() - 1) : function;
  }
}
