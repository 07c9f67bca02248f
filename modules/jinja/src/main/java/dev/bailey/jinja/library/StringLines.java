package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;

/// A long string as `pprint` shows it: one literal for each line, long lines cut between words.
final class StringLines {
  private static final int WIDTH = 80;

  private StringLines() {}

  static String format(String text, int indent, int allowance, Execution x) {
    boolean isTopLevel = indent == 0;
    int column = isTopLevel ? indent + 1 : indent;
    int behind = isTopLevel ? allowance + 1 : allowance;
    var chunks = new ArrayList<String>();
    Value lines = Operations.callMethod(Str.of(text), "splitlines", Arguments.of(Bool.TRUE), x);
    List<Value> all = Operations.items(lines, x);
    for (int i = 0; i < all.size(); i++) {
      boolean isLast = i == all.size() - 1;
      String line = all.get(i).str();
      int room = WIDTH - column - (isLast ? behind : 0);
      String whole = Str.of(line).repr();
      if (whole.length() <= room) {
        chunks.add(whole);
      } else {
        addWords(line, WIDTH - column, isLast ? behind : 0, chunks);
      }
    }
    if (chunks.size() == 1) {
      return chunks.getFirst();
    }
    String joined = String.join("\n" + " ".repeat(column), chunks);
    return isTopLevel ? "(" + joined + ")" : joined;
  }

  /// Words with the white space behind them, as many on a line as fit.
  private static void addWords(String line, int room, int behind, List<String> chunks) {
    String current = "";
    int at = 0;
    while (at < line.length()) {
      int end = at;
      while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
        end++;
      }
      while (end < line.length() && Character.isWhitespace(line.charAt(end))) {
        end++;
      }
      String candidate = current + line.substring(at, end);
      int width = end == line.length() ? room - behind : room;
      if (Str.of(candidate).repr().length() > width) {
        if (!current.isEmpty()) {
          chunks.add(Str.of(current).repr());
        }
        current = line.substring(at, end);
      } else {
        current = candidate;
      }
      at = end;
    }
    if (!current.isEmpty()) {
      chunks.add(Str.of(current).repr());
    }
  }
}
