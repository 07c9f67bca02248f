package dev.bailey.project.yaml;

import dev.bailey.jinja.value.TextBuilder;

/// The lines of a YAML document in the making: knows the column, and breaks texts behind the
/// eightieth.
final class YamlLayout {
  private static final int WIDTH = 80;

  private final TextBuilder out;
  private int column;
  private boolean isBehindSpace = true;
  private boolean isAtIndention = true;

  YamlLayout(TextBuilder out) {
    this.out = out;
  }

  String text() {
    return out.toString();
  }

  /// Whether nothing but indention and block indicators stands in this line.
  boolean isAtIndention() {
    return isAtIndention;
  }

  private void append(String part) {
    out.append(part);
    column += part.length();
  }

  private void lineBreak() {
    out.append('\n');
    column = 0;
    isBehindSpace = true;
    isAtIndention = true;
  }

  /// Goes to that column, in this line if nothing stands in the way.
  void indent(int indent) {
    if (!isAtIndention || column > indent || (column == indent && !isBehindSpace)) {
      lineBreak();
    }
    if (column < indent) {
      out.repeat(' ', indent - column);
      column = indent;
      isBehindSpace = true;
    }
  }

  /// A word of its own: an anchor, an alias, a tag.
  void indicator(String text) {
    space();
    append(text);
    isBehindSpace = false;
    isAtIndention = false;
  }

  /// `-`, `?` or `:`, behind which another block can begin in the same line.
  void blockIndicator(String text) {
    boolean wasAtIndention = isAtIndention;
    indicator(text);
    isAtIndention = wasAtIndention;
  }

  /// A bracket with no space behind it.
  void opening(String text) {
    indicator(text);
    isBehindSpace = true;
  }

  /// What needs no space before it.
  void closing(String text) {
    isBehindSpace = true;
    indicator(text);
  }

  private void space() {
    if (!isBehindSpace) {
      append(" ");
    }
  }

  /// A text of one line without quotes.
  void plain(String text, boolean mayBreak, int indent) {
    if (text.isEmpty()) {
      return;
    }
    space();
    isBehindSpace = false;
    isAtIndention = false;
    words(text, mayBreak, indent);
    isBehindSpace = false;
    isAtIndention = false;
  }

  /// Single quotes; a break in the text is an empty line.
  void singleQuoted(String text, boolean mayBreak, int indent) {
    indicator("'");
    int at = 0;
    while (at < text.length()) {
      int end = at;
      if (text.charAt(at) == '\n') {
        lineBreak();
        while (end < text.length() && text.charAt(end) == '\n') {
          lineBreak();
          end++;
        }
        indent(indent);
      } else {
        end = endOfLine(text, at);
        words(text.substring(at, end).replace("'", "''"), mayBreak, indent);
      }
      at = end;
    }
    closing("'");
  }

  private static int endOfLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /// A line of text; a single space between two words behind the last column becomes a break.
  private void words(String line, boolean mayBreak, int indent) {
    int at = 0;
    while (at < line.length()) {
      boolean isSpace = line.charAt(at) == ' ';
      int end = at;
      while (end < line.length() && (line.charAt(end) == ' ') == isSpace) {
        end++;
      }
      boolean isBetween = at > 0 && end < line.length();
      if (isSpace && end - at == 1 && isBetween && mayBreak && column > WIDTH) {
        indent(indent);
      } else {
        append(line.substring(at, end));
      }
      at = end;
    }
  }

  /// Double quotes: everything but printable ASCII is escaped.
  void doubleQuoted(String text, boolean mayBreak, int indent) {
    indicator("\"");
    int[] characters = text.codePoints().toArray();
    int from = 0;
    for (int at = 0; at <= characters.length; at++) {
      int c = at < characters.length ? characters[at] : -1;
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        append(new String(characters, from, at - from));
        from = at;
        if (c >= 0) {
          append(escape(c));
          from = at + 1;
        }
      }
      boolean isInside = 0 < at && at < characters.length - 1;
      int waiting = at - from;
      if (isInside && mayBreak && (c == ' ' || waiting <= 0) && column + waiting > WIDTH) {
        append(new String(characters, from, Math.max(waiting, 0)) + "\\");
        from = Math.max(from, at);
        indent(indent);
        isBehindSpace = false;
        isAtIndention = false;
        if (characters[from] == ' ') {
          append("\\");
        }
      }
    }
    closing("\"");
  }

  private static String escape(int c) {
    return switch (c) {
      case 0 -> "\\0";
      case 0x07 -> "\\a";
      case '\b' -> "\\b";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case 0x0b -> "\\v";
      case '\f' -> "\\f";
      case '\r' -> "\\r";
      case 0x1b -> "\\e";
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case 0x85 -> "\\N";
      case 0xa0 -> "\\_";
      case 0x2028 -> "\\L";
      case 0x2029 -> "\\P";
      default -> (c <= 0xff ? "\\x%02X" : c <= 0xffff ? "\\u%04X" : "\\U%08X").formatted(c);
    };
  }

  /// A literal block; the text ends with its only empty line.
  void literal(String text, int indent) {
    indicator("|");
    for (String line : text.lines().toList()) {
      lineBreak();
      indent(indent);
      append(line);
    }
    lineBreak();
  }
}
