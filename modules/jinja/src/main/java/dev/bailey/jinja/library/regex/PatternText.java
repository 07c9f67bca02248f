package dev.bailey.jinja.library.regex;

import dev.bailey.jinja.value.TemplateException;

/// The text of a pattern or replacement while it is read, and the errors it can have.
final class PatternText {
  static final int END = -1;

  private final int[] characters;
  private int at;

  PatternText(String text) {
    this.characters = text.codePoints().toArray();
  }

  int position() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  int peek() {
    return peek(0);
  }

  int peek(int ahead) {
    return at + ahead < characters.length ? characters[at + ahead] : END;
  }

  int next() {
    return at < characters.length ? characters[at++] : END;
  }

  boolean take(int wanted) {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  boolean isAtEnd() {
    return at >= characters.length;
  }

  /// What stands before `end`, which is passed over; an error when it never comes.
  String until(int end, String what) {
    int start = at;
    while (at < characters.length && characters[at] != end) {
      at++;
    }
    String text = new String(characters, start, at - start);
    if (isAtEnd()) {
      throw text.isEmpty()
          ? error("missing " + what, start)
          : error("missing " + Character.toString(end) + ", unterminated name", start);
    }
    if (text.isEmpty()) {
      throw error("missing " + what, start);
    }
    at++;
    return text;
  }

  /// Up to `most` digits of a number system.
  String digits(int radix, int most) {
    var digits = new StringBuilder();
    while (digits.length() < most
        && peek() < 0x80
        && peek() != END
        && Character.digit(peek(), radix) >= 0) {
      digits.appendCodePoint(next());
    }
    return digits.toString();
  }

  TemplateException error(String message, int position) {
    int line = 1;
    int lineStart = 0;
    boolean hasLines = false;
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] == '\n') {
        hasLines = true;
        if (i < position) {
          line++;
          lineStart = i + 1;
        }
      }
    }
    String place = message + " at position " + position;
    return TemplateException.of(
        "error",
        hasLines
            ? place + " (line " + line + ", column " + (position - lineStart + 1) + ")"
            : place);
  }

  String slice(int from, int to) {
    return new String(characters, from, to - from);
  }
}
