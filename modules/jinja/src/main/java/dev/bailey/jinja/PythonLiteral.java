package dev.bailey.jinja;

import dev.bailey.jinja.ast.Constants;
import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.parse.Parser;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.List;
import java.util.Optional;

/// Python's `ast.literal_eval`: numbers, strings, `True`, `False`, `None`, and lists, tuples and
/// dictionaries of these.
final class PythonLiteral {
  private static final Environment ENVIRONMENT = Environment.builder().build();
  private static final int MAX_LENGTH = 1_000_000;

  private PythonLiteral() {}

  /// The value, or empty when the text is no literal.
  static Optional<Value> read(String text) {
    if (text.length() > MAX_LENGTH || text.contains("}}")) {
      return Optional.empty();
    }
    var file = new SourceFile("literal", "{{ " + text + "\n }}");
    var parsed = Parser.parse(new Span(file, 0, file.text().length()), ENVIRONMENT);
    return parsed instanceof Outcome.Ok<List<Statement>> ok
            && ok.value().size() == 1
            && ok.value().getFirst() instanceof Statement.Print print
            && isPython(print.value())
        ? Constants.of(print.value())
        : Optional.empty();
  }

  /// Jinja spells its constants in lower case, too.
  private static boolean isPython(Expression expression) {
    return dev.bailey.jinja.ast.Nodes.all(List.of(expression), Expression.Literal.class).stream()
        .map(Expression.Literal::span)
        .map(span -> span.file().text().substring(span.start(), span.end()))
        .noneMatch(word -> word.equals("true") || word.equals("false") || word.equals("none"));
  }
}
