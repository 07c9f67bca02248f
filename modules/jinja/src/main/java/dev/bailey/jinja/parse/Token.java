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
  /// What a token is. Each operator is a kind of its own, so that the parser compares no texts.
  enum Kind {
    DATA("template data / text"),
    VARIABLE_BEGIN("begin of print statement"),
    VARIABLE_END("end of print statement"),
    BLOCK_BEGIN("begin of statement block"),
    BLOCK_END("end of statement block"),
    NAME("name"),
    STRING("string"),
    INTEGER("integer"),
    FLOAT("float"),
    /// What cannot be read; its problem has been reported.
    ERROR("unreadable text"),
    END("end of template"),
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    FLOOR_DIVIDE("//"),
    MODULO("%"),
    POWER("**"),
    TILDE("~"),
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_EQUAL("<="),
    GREATER(">"),
    GREATER_EQUAL(">="),
    ASSIGN("="),
    DOT("."),
    COLON(":"),
    PIPE("|"),
    COMMA(","),
    SEMICOLON(";"),
    LEFT_PARENTHESIS("("),
    RIGHT_PARENTHESIS(")"),
    LEFT_BRACKET("["),
    RIGHT_BRACKET("]"),
    LEFT_BRACE("{"),
    RIGHT_BRACE("}");

    /// The symbol of an operator; for other kinds, how Jinja2 speaks of them.
    final String text;

    Kind(String text) {
      this.text = text;
    }

    /// The longest operator that begins with `c`, when `next` follows; null when there is none.
    static @Nullable Kind operator(char c, char next) {
      return switch (c) {
        case '+' -> ADD;
        case '-' -> SUBTRACT;
        case '*' -> next == '*' ? POWER : MULTIPLY;
        case '/' -> next == '/' ? FLOOR_DIVIDE : DIVIDE;
        case '%' -> MODULO;
        case '~' -> TILDE;
        case '=' -> next == '=' ? EQUAL : ASSIGN;
        case '!' -> next == '=' ? NOT_EQUAL : null;
        case '<' -> next == '=' ? LESS_EQUAL : LESS;
        case '>' -> next == '=' ? GREATER_EQUAL : GREATER;
        case '.' -> DOT;
        case ':' -> COLON;
        case '|' -> PIPE;
        case ',' -> COMMA;
        case ';' -> SEMICOLON;
        case '(' -> LEFT_PARENTHESIS;
        case ')' -> RIGHT_PARENTHESIS;
        case '[' -> LEFT_BRACKET;
        case ']' -> RIGHT_BRACKET;
        case '{' -> LEFT_BRACE;
        case '}' -> RIGHT_BRACE;
        default -> null;
      };
    }

    /// The operator that is written `symbol`.
    ///
    /// @throws IllegalArgumentException when it is no operator of the language
    static Kind operator(String symbol) {
      Kind kind =
          symbol.isEmpty()
              ? null
              : operator(symbol.charAt(0), symbol.length() > 1 ? symbol.charAt(1) : ' ');
      if (kind == null || !kind.text.equals(symbol)) {
        throw new IllegalArgumentException("no operator: '" + symbol + "'");
      }
      return kind;
    }
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  /// As Jinja2 speaks of it.
  String describe() {
    return switch (kind) {
      case NAME, STRING, INTEGER, FLOAT -> text;
      default -> kind.text;
    };
  }
}
