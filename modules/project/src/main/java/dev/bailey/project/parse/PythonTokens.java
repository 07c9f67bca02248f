package dev.bailey.project.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Splits Python into names, texts, numbers and operators. Comments are left out, and of a text
/// with expressions in it (`f"..."`) only the expressions are kept.
///
/// https://docs.python.org/3/reference/lexical_analysis.html
final class PythonTokens {
  private final String text;
  private final int offset;
  private final List<Token> tokens;
  private int at;

  /// What a token is.
  enum Kind {
    NAME,
    TEXT,
    NUMBER,
    OPERATOR
  }

  /// @param text of a string its value
  /// @param at where it begins
  /// @param startsLine whether it is the first on its line, without any space before it
  record Token(Kind kind, String text, int at, boolean startsLine) {}

  private PythonTokens(String text, int offset, List<Token> tokens) {
    this.text = text;
    this.offset = offset;
    this.tokens = tokens;
  }

  static List<Token> of(String python) {
    var tokens = new ArrayList<Token>();
    new PythonTokens(python, 0, tokens).split();
    return List.copyOf(tokens);
  }

  private void split() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        skipComment();
      } else if (c == '"' || c == '\'') {
        string(at, "");
      } else if (Character.isJavaIdentifierStart(c)) {
        name();
      } else if (Character.isDigit(c)) {
        number();
      } else {
        if (!Character.isWhitespace(c)) {
          add(Kind.OPERATOR, Character.toString(c), at);
        }
        at++;
      }
    }
  }

  private void add(Kind kind, String value, int start) {
    boolean startsLine = start == 0 ? offset == 0 : text.charAt(start - 1) == '\n';
    tokens.add(new Token(kind, value, offset + start, startsLine));
  }

  private void skipComment() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void name() {
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    boolean isPrefix =
        at < text.length()
            && (text.charAt(at) == '"' || text.charAt(at) == '\'')
            && name.length() <= 2
            && name.toLowerCase(Locale.ROOT).chars().allMatch(c -> "rbuf".indexOf(c) >= 0);
    if (isPrefix) {
      string(start, name.toLowerCase(Locale.ROOT));
    } else {
      add(Kind.NAME, name, start);
    }
  }

  private void number() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "._".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    add(Kind.NUMBER, text.substring(start, at), start);
  }

  private void string(int start, String prefix) {
    String quote = text.substring(at, at + 1);
    String end = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
    at += end.length();
    int from = at;
    var value = new StringBuilder();
    while (at < text.length() && !text.startsWith(end, at)) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        char escaped = text.charAt(at++);
        value.append(prefix.contains("r") ? "\\" + escaped : meaning(escaped));
      } else {
        value.append(c);
      }
    }
    String inside = text.substring(from, at);
    at = Math.min(text.length(), at + end.length());
    if (prefix.contains("f")) {
      expressions(inside, from);
    } else {
      add(Kind.TEXT, value.toString(), start);
    }
  }

  private static String meaning(char escaped) {
    return switch (escaped) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case '\\', '\'', '"' -> Character.toString(escaped);
      case '\n' -> "";
      default -> "\\" + escaped;
    };
  }

  private void expressions(String inside, int from) {
    int open = inside.indexOf('{');
    while (open >= 0) {
      boolean isLiteral = inside.startsWith("{{", open);
      int close = isLiteral ? open + 1 : inside.indexOf('}', open);
      if (close < 0) {
        return;
      }
      if (!isLiteral) {
        new PythonTokens(inside.substring(open + 1, close), offset + from + open + 1, tokens)
            .split();
      }
      open = inside.indexOf('{', close + 1);
    }
  }
}
