package dev.bailey.jinja.parse;

import dev.bailey.jinja.parse.Token.Kind;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.List;

/// The tokens of one template and the place up to which they are read.
final class TokenStream {
  private final SourceFile file;
  private final Token[] tokens;
  private Token current;
  private int next;

  /// @param tokens the last of them the end
  TokenStream(SourceFile file, List<Token> tokens) {
    this.file = file;
    this.tokens = tokens.toArray(new Token[0]);
    this.current = this.tokens[0];
  }

  Token current() {
    return current;
  }

  /// The token behind the current one.
  Token look() {
    return tokens[Math.min(next + 1, tokens.length - 1)];
  }

  /// The current token, which is passed over.
  Token next() {
    Token token = current;
    if (next < tokens.length - 1) {
      current = tokens[++next];
    }
    return token;
  }

  int position() {
    return next;
  }

  /// The number of tokens from `position` to the current one.
  int since(int position) {
    return next - position;
  }

  boolean is(Kind kind) {
    return current.kind() == kind;
  }

  boolean isName(String name) {
    return current.isName(name);
  }

  boolean skip(Kind kind) {
    if (is(kind)) {
      next();
      return true;
    }
    return false;
  }

  boolean skipName(String name) {
    if (isName(name)) {
      next();
      return true;
    }
    return false;
  }

  Token expect(Kind kind) {
    return is(kind) ? next() : refuse(kind.text);
  }

  Token expectName(String name) {
    return isName(name) ? next() : refuse(name);
  }

  Token expectName() {
    return expect(Kind.NAME);
  }

  private Token refuse(String expected) {
    Token token = current();
    throw token.is(Kind.END)
        ? problem(span(token), "unexpected end of template, expected '" + expected + "'.")
        : problem(span(token), "expected token '" + expected + "', got '" + token.describe() + "'");
  }

  /// The refusal of what stands at `place`; without words when it was reported already.
  SyntaxRefusal problem(Span place, String message) {
    return new SyntaxRefusal(
        current().is(Kind.ERROR) ? null : Problem.error(Parser.CODE, place, message));
  }

  Span span(Token token) {
    return new Span(file, token.start(), token.end());
  }

  /// From `start` to the end of the token that was read last.
  Span from(int start) {
    return new Span(file, start, Math.max(start, tokens[Math.max(0, next - 1)].end()));
  }
}
