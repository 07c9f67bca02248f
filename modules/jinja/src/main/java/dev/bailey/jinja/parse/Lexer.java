package dev.bailey.jinja.parse;

import dev.bailey.jinja.Syntax;
import dev.bailey.jinja.parse.Token.Kind;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Problem;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a template into tokens, white space trimmed as Jinja2 trims it. One lexer reads one
/// template, all at once: tokens are small, and the parser looks ahead.
///
/// What cannot be read is reported, becomes one ERROR token and is passed over to the end of its
/// tag, so that the parser can go on behind it.
final class Lexer {
  /// How many names are kept for when they appear again; a power of two.
  private static final int NAMES = 64;

  private final Syntax syntax;
  private final Span piece;
  private final Lines lines;
  private final String text;
  private final int end;
  private final List<Token> tokens;
  private final List<Problem> problems;

  /// What closes the brackets that are open, the innermost last.
  private final StringBuilder brackets = new StringBuilder();

  private final @Nullable String[] names = new @Nullable String[NAMES];
  private int at;
  private boolean atLineStart = true;

  Lexer(Span piece, Syntax syntax, List<Problem> problems) {
    this.syntax = syntax;
    this.piece = piece;
    this.problems = problems;
    this.lines = Lines.of(piece.file().text().substring(piece.start(), piece.end()), piece.start());
    this.text = lines.text();
    this.tokens = new ArrayList<>(text.length() / 4 + 16);
    boolean cut = !syntax.keepsTrailingNewline() && text.endsWith("\n");
    this.end = cut ? text.length() - 1 : text.length();
  }

  List<Token> tokens() {
    while (at < end) {
      readText();
    }
    add(Kind.END, end, end, "");
    return tokens;
  }

  /// Text up to the next tag, and that tag.
  private void readText() {
    int from = at;
    int tag = nextTag(from);
    if (tag < 0) {
      addText(from, end, end);
      at = end;
      return;
    }
    char kind = text.charAt(tag + 1);
    int sign = tag + 2;
    boolean isSigned = sign < end && (text.charAt(sign) == '-' || text.charAt(sign) == '+');
    addText(from, textEnd(from, tag, isSigned ? text.charAt(sign) : ' ', kind == '{'), tag);
    at = isSigned ? sign + 1 : sign;
    switch (kind) {
      case '#' -> readComment(tag);
      case '%' -> readBlock(tag);
      default -> readTag(tag, Kind.VARIABLE_BEGIN, Kind.VARIABLE_END, '}');
    }
    atLineStart = at > 0 && text.charAt(at - 1) == '\n';
  }

  private int nextTag(int from) {
    for (int i = text.indexOf('{', from); i >= 0 && i + 1 < end; i = text.indexOf('{', i + 1)) {
      char next = text.charAt(i + 1);
      if (next == '{' || next == '%' || next == '#') {
        return i;
      }
    }
    return -1;
  }

  /// Where the text before a tag ends when the white space that the tag takes is gone.
  private int textEnd(int from, int tag, char sign, boolean isVariable) {
    if (sign == '-') {
      int last = tag;
      while (last > from && Blank.is(text.charAt(last - 1))) {
        last--;
      }
      return last;
    }
    if (sign == '+' || !syntax.stripsBlocks() || isVariable) {
      return tag;
    }
    int line = text.lastIndexOf('\n', tag - 1) + 1;
    if (line <= from) {
      if (!atLineStart) {
        return tag;
      }
      line = from;
    }
    for (int i = line; i < tag; i++) {
      if (!Blank.is(text.charAt(i))) {
        return tag;
      }
    }
    return line;
  }

  private void addText(int from, int to, int whole) {
    if (to > from) {
      tokens.add(
          new Token(
              Kind.DATA,
              lines.original(from),
              lines.original(whole),
              text.substring(from, to),
              null));
    }
  }

  private void readComment(int tag) {
    int close = text.indexOf("#}", at);
    if (close < 0 || close + 2 > end) {
      if (at < end) {
        report(tag, tag + 2, "Missing end of comment tag");
      }
      at = end;
      return;
    }
    char sign = close > at ? text.charAt(close - 1) : ' ';
    at = afterClose(close + 2, sign);
  }

  /// Where text goes on after a tag that was closed with `sign`.
  private int afterClose(int from, char sign) {
    int next = from;
    if (sign == '-') {
      while (next < end && Blank.is(text.charAt(next))) {
        next++;
      }
    } else if (sign != '+' && syntax.trimsBlocks() && next < end && text.charAt(next) == '\n') {
      next++;
    }
    return next;
  }

  private void readBlock(int tag) {
    int raw = afterWord(at, "raw");
    if (raw >= 0) {
      boolean strips = text.startsWith("-%}", raw);
      if (strips || text.startsWith("%}", raw)) {
        at = raw + (strips ? 3 : 2);
        while (strips && at < end && Blank.is(text.charAt(at))) {
          at++;
        }
        readRaw(tag);
        return;
      }
    }
    readTag(tag, Kind.BLOCK_BEGIN, Kind.BLOCK_END, '%');
  }

  /// Behind `word` and the white space around it, or -1 when something else stands at `from`.
  private int afterWord(int from, String word) {
    int start = skipBlanks(from);
    return text.startsWith(word, start) ? skipBlanks(start + word.length()) : -1;
  }

  private int skipBlanks(int from) {
    int next = from;
    while (next < end && Blank.is(text.charAt(next))) {
      next++;
    }
    return next;
  }

  private void readRaw(int tag) {
    int from = at;
    atLineStart = text.charAt(from - 1) == '\n';
    for (int i = text.indexOf("{%", from); i >= 0; i = text.indexOf("{%", i + 1)) {
      char sign = i + 2 < end ? text.charAt(i + 2) : ' ';
      boolean isSigned = sign == '-' || sign == '+';
      int close = afterWord(i + (isSigned ? 3 : 2), "endraw");
      if (close < 0) {
        continue;
      }
      char last = close < end ? text.charAt(close) : ' ';
      int percent = last == '-' || last == '+' ? close + 1 : close;
      if (text.startsWith("%}", percent) && percent + 2 <= end) {
        addText(from, textEnd(from, i, isSigned ? sign : ' ', false), i);
        at = afterClose(percent + 2, percent == close ? ' ' : last);
        return;
      }
    }
    if (from < end) {
      report(tag, at, "Missing end of raw directive");
    }
    at = end;
  }

  private void readTag(int tag, Kind begin, Kind close, char closer) {
    add(begin, tag, at, "");
    brackets.setLength(0);
    while (at < end) {
      char c = text.charAt(at);
      if (Blank.is(c)) {
        at++;
        continue;
      }
      boolean mayClose = c == closer || c == '-' || c == '+';
      if (mayClose && brackets.isEmpty() && closes(close, closer)) {
        return;
      }
      if (!readToken(c)) {
        skipTag(closer);
      }
    }
  }

  private boolean closes(Kind close, char closer) {
    char sign = text.charAt(at);
    boolean isSigned = sign == '-' || (sign == '+' && close == Kind.BLOCK_END);
    int mark = isSigned ? at + 1 : at;
    if (mark + 1 >= end || text.charAt(mark) != closer || text.charAt(mark + 1) != '}') {
      return false;
    }
    add(close, at, mark + 2, "");
    char effective = isSigned ? sign : close == Kind.VARIABLE_END ? '+' : ' ';
    at = afterClose(mark + 2, effective);
    return true;
  }

  /// Goes to the end of a tag that holds something unreadable.
  private void skipTag(char closer) {
    int close = text.indexOf(closer + "}", at);
    at = close < 0 ? end : close;
    brackets.setLength(0);
  }

  private boolean readToken(char c) {
    if (c >= '0' && c <= '9') {
      return readNumber();
    }
    if (c < 0x80 ? Blank.isAsciiWord(c) : Blank.isWord(text.codePointAt(at))) {
      return readName();
    }
    return (c == '\'' || c == '"') ? readString(c) : readOperator(c);
  }

  private boolean readName() {
    int from = at;
    int to = from;
    while (to < end && Blank.isAsciiWord(text.charAt(to))) {
      to++;
    }
    if (to == end || text.charAt(to) < 0x80) {
      at = to;
      add(Kind.NAME, from, at, name(from, to));
      return true;
    }
    return readUnicodeName(from);
  }

  /// The name, as the same string as before if it was met lately: templates repeat themselves.
  private String name(int from, int to) {
    int place = (text.charAt(from) * 31 + text.charAt(to - 1) * 7 + to - from) & (NAMES - 1);
    String known = names[place];
    if (known == null || known.length() != to - from || !text.startsWith(known, from)) {
      known = text.substring(from, to);
      names[place] = known;
    }
    return known;
  }

  private boolean readUnicodeName(int from) {
    boolean isIdentifier =
        Character.isUnicodeIdentifierStart(text.codePointAt(at)) || text.charAt(at) == '_';
    while (at < end && Blank.isWord(text.codePointAt(at))) {
      int c = text.codePointAt(at);
      isIdentifier &= Character.isUnicodeIdentifierPart(c);
      at += Character.charCount(c);
    }
    if (!isIdentifier) {
      return refuse(from, at, "Invalid character in identifier");
    }
    add(Kind.NAME, from, at, text.substring(from, at));
    return true;
  }

  private boolean readNumber() {
    int from = at;
    var number = NumberScan.at(text, from, end);
    at = number.end();
    String written = text.substring(from, at);
    if (number.isFloat()) {
      add(Kind.FLOAT, from, at, written, Literals.floating(written));
      return true;
    }
    if (written.length() > Literals.MAX_DIGITS) {
      return refuse(from, at, "an integer has at most " + Literals.MAX_DIGITS + " digits");
    }
    add(Kind.INTEGER, from, at, written, Literals.integer(written));
    return true;
  }

  private boolean readString(char quote) {
    int from = at;
    int close = from + 1;
    while (close < end && text.charAt(close) != quote) {
      close += text.charAt(close) == '\\' ? 2 : 1;
    }
    if (close >= end) {
      at++;
      return refuse(from, from + 1, "unexpected char \"" + quote + "\": the string does not end");
    }
    at = close + 1;
    var string = Literals.string(text.substring(from + 1, close));
    if (string.isEmpty()) {
      return refuse(from, at, "malformed escape in a string");
    }
    add(Kind.STRING, from, at, string.get(), Str.of(string.get()));
    return true;
  }

  private boolean readOperator(char c) {
    int from = at;
    Kind operator = Kind.operator(c, at + 1 < text.length() ? text.charAt(at + 1) : ' ');
    if (operator == null) {
      at++;
      return refuse(from, at, "unexpected char '" + c + "'");
    }
    at += operator.text.length();
    add(operator, from, at, operator.text);
    return balance(c, from);
  }

  private boolean balance(char c, int from) {
    switch (c) {
      case '(' -> brackets.append(')');
      case '[' -> brackets.append(']');
      case '{' -> brackets.append('}');
      case ')', ']', '}' -> {
        int innermost = brackets.length() - 1;
        if (innermost < 0 || brackets.charAt(innermost) != c) {
          tokens.removeLast();
          String expected = innermost < 0 ? "" : ", expected '" + brackets.charAt(innermost) + "'";
          return refuse(from, at, "unexpected '" + c + "'" + expected);
        }
        brackets.setLength(innermost);
      }
      default -> {}
    }
    return true;
  }

  private void add(Kind kind, int from, int to, String written) {
    add(kind, from, to, written, null);
  }

  private void add(Kind kind, int from, int to, String written, @Nullable Value value) {
    tokens.add(new Token(kind, lines.original(from), lines.original(to), written, value));
  }

  private boolean refuse(int from, int to, String message) {
    report(from, to, message);
    add(Kind.ERROR, from, to, message);
    return false;
  }

  private void report(int from, int to, String message) {
    var place = new Span(piece.file(), lines.original(from), lines.original(Math.min(to, end)));
    problems.add(Problem.error(Parser.CODE, place, message));
  }
}
