package dev.bailey.jinja.parse;

import dev.bailey.jinja.value.Value;
import org.jspecify.annotations.Nullable;

/// A piece of a template.
///
/// @param start where it begins, as an offset into the file
/// @param end where it ends
/// @param text the text to print, the name, the symbol, or the message of an error
/// @param value what a number or a string stands for
record Token(Kind kind, int start, int end, String text, @Nullable Value value) {
  enum Kind {
    DATA,
    VARIABLE_BEGIN,
    VARIABLE_END,
    BLOCK_BEGIN,
    BLOCK_END,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    /// What cannot be read; its problem has been reported.
    ERROR,
    END
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isOperator(String symbol) {
    return kind == Kind.OPERATOR && text.equals(symbol);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  /// As Jinja2 speaks of it.
  String describe() {
    return switch (kind) {
      case NAME, OPERATOR, STRING, INTEGER, FLOAT -> text;
      case DATA -> "template data / text";
      case VARIABLE_BEGIN -> "begin of print statement";
      case VARIABLE_END -> "end of print statement";
      case BLOCK_BEGIN -> "begin of statement block";
      case BLOCK_END -> "end of statement block";
      case ERROR -> "unreadable text";
      case END -> "end of template";
    };
  }
}
