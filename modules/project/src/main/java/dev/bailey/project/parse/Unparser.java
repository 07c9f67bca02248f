package dev.bailey.project.parse;

import dev.bailey.jinja.Template;
import dev.bailey.jinja.ast.Arguments;
import dev.bailey.jinja.ast.Calls;
import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Keyword;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.value.Str;
import dev.bailey.project.context.Templates;
import dev.bailey.project.manifest.Data;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the arguments of `config()` as they stand in the template, in dbt's form, so that
/// `state:modified` sees a change of the template and not one of the environment.
public final class Unparser {
  private Unparser() {}

  /// The keywords of the first `config()` call in a node's code; empty when there is none, or when
  /// the code is no template.
  public static Optional<Data.Dict> configCall(String code) {
    return Template.hasTags(code)
            && Templates.SQL.compile(new SourceFile("", code))
                instanceof Outcome.Ok<Template>(Template template, _)
        ? configCall(template.body())
        : Optional.empty();
  }

  /// The keywords of the first `config()` call; empty when there is none.
  static Optional<Data.Dict> configCall(List<Statement> body) {
    return Calls.in(body).stream()
        .filter(call -> call.callee() instanceof Expression.Name name && name.id().equals("config"))
        .findFirst()
        .map(call -> keywords(call.arguments()));
  }

  private static Data.Dict keywords(Arguments arguments) {
    var values = new LinkedHashMap<String, Data>();
    for (Keyword keyword : arguments.keywords()) {
      values.put(keyword.name(), Data.of(value(keyword.value())));
    }
    return Data.dict(values);
  }

  private static String value(Expression expression) {
    return expression instanceof Expression.Literal(var _, Str text)
        ? text.value()
        : text(expression);
  }

  private static String text(Expression expression) {
    return switch (expression) {
      case Expression.Literal e -> e.value().repr();
      case Expression.Name e -> e.id();
      case Expression.Tuple e -> tuple(e.items());
      case Expression.ListDisplay e -> "[" + join(e.items()) + "]";
      case Expression.DictDisplay e ->
          e.entries().stream()
              .map(entry -> text(entry.key()) + ": " + text(entry.value()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Expression.Attribute e -> text(e.target()) + "." + e.name();
      case Expression.Item e -> text(e.target()) + "[" + text(e.key()) + "]";
      case Expression.Call e -> text(e.callee()) + "(" + arguments(e.arguments()) + ")";
      case Expression.And e -> text(e.left()) + " and " + text(e.right());
      case Expression.Or e -> text(e.left()) + " or " + text(e.right());
      case Expression.Not e -> "not " + text(e.operand());
      case Expression.Compare e ->
          text(e.first())
              + e.rest().stream()
                  .map(next -> " " + symbol(next.comparator()) + " " + text(next.operand()))
                  .collect(Collectors.joining());
      case Expression.Concat e ->
          e.parts().stream().map(Unparser::text).collect(Collectors.joining(" ~ "));
      case Expression.Unary e when e.sign() == Expression.Sign.MINUS -> "-" + text(e.operand());
      case Expression.Unary _,
          Expression.Slice _,
          Expression.Filter _,
          Expression.Test _,
          Expression.Conditional _,
          Expression.Binary _ ->
          SyntaxTreeText.of(expression);
    };
  }

  private static String tuple(List<Expression> items) {
    return items.size() == 1 ? "(" + text(items.getFirst()) + ",)" : "(" + join(items) + ")";
  }

  private static String join(List<Expression> items) {
    return items.stream().map(Unparser::text).collect(Collectors.joining(", "));
  }

  private static String arguments(Arguments arguments) {
    return Stream.of(
            arguments.positional().stream().map(Unparser::text),
            arguments.keywords().stream().map(k -> k.name() + "=" + text(k.value())),
            arguments.star().stream().map(e -> "*" + text(e)),
            arguments.doubleStar().stream().map(e -> "**" + text(e)))
        .flatMap(part -> part)
        .collect(Collectors.joining(", "));
  }

  private static String symbol(Expression.Comparator comparator) {
    return switch (comparator) {
      case EQUAL -> "==";
      case NOT_EQUAL -> "!=";
      case LESS -> "<";
      case LESS_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_EQUAL -> ">=";
      case IN -> "in";
      case NOT_IN -> "not in";
    };
  }
}
