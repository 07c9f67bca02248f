package dev.bailey.jinja;

import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Parameter;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.source.Span;
import java.util.List;

/// What the parser lends to a [Tag]. A method that does not find what it reads ends the parsing of
/// the tag with a problem at the place.
public interface TagParser {

  /// The name that comes next.
  String name();

  /// Passes over the word `word` if it comes next.
  boolean skipWord(String word);

  /// Passes over the operator `symbol`, such as `,` or `=`, if it comes next.
  boolean skip(String symbol);

  /// The operator `symbol` must come next.
  void expect(String symbol);

  /// An expression.
  Expression expression();

  /// Parameters in parentheses, as a macro has them.
  List<Parameter> signature();

  /// Whether nothing is left in the tag.
  boolean isAtTagEnd();

  /// The body of a block: the end of this tag, what follows, and the tag `end`.
  List<Statement> bodyUntil(String end);

  /// From the start of the tag that `word` opened to what was read last.
  Span since(Span word);

  /// A problem at `place`, to be thrown.
  RuntimeException problem(Span place, String message);
}
