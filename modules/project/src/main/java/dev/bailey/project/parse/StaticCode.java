package dev.bailey.project.parse;

import dev.bailey.jinja.Template;
import dev.bailey.jinja.ast.Arguments;
import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Keyword;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Str;
import dev.bailey.source.Span;
import java.util.Set;

/// Which models' code dbt reads without rendering it (its static parser): text, comments and calls
/// of `ref`, `source` and `config` with literals. It tells what such a model configures by values,
/// and of every other one by the text of its first `config()` call; `state:modified` compares
/// either.
final class StaticCode {
  private static final Set<String> HOOKS = Set.of("pre_hook", "post_hook");

  private StaticCode() {}

  static boolean is(Template template) {
    return template.body().stream()
        .allMatch(statement ->
            switch (statement) {
              case Statement.Text _ -> true;
              case Statement.Print print -> isPlain(print.span()) && isRead(print.value());
              default -> false;
            });
  }

  /// Without a mark that trims white space.
  private static boolean isPlain(Span print) {
    String text = text(print);
    return "-+".indexOf(text.charAt(2)) < 0 && "-+".indexOf(text.charAt(text.length() - 3)) < 0;
  }

  private static boolean isRead(Expression value) {
    return value instanceof Expression.Call(_, Expression.Name(_, String name), var arguments)
        ? isRead(name, arguments)
        : isLiteral(value) || isNumber(value);
  }

  private static boolean isRead(String name, Arguments arguments) {
    if (!arguments.star().isEmpty() || !arguments.doubleStar().isEmpty()) {
      return false;
    }
    int names = arguments.positional().size();
    return switch (name) {
      case "config" ->
          names == 0
              && !arguments.keywords().isEmpty()
              && arguments.keywords().stream()
                  .allMatch(k -> !HOOKS.contains(k.name()) && isLiteral(k.value()));
      case "ref" ->
          (names == 1 || names == 2)
              && arguments.positional().stream().allMatch(StaticCode::isText)
              && arguments.keywords().size() <= 1
              && arguments.keywords().stream().allMatch(StaticCode::isVersion);
      case "source" ->
          names + arguments.keywords().size() == 2
              && arguments.positional().stream().allMatch(StaticCode::isText)
              && arguments.keywords().stream().allMatch(StaticCode::isSourceName);
      default -> false;
    };
  }

  private static boolean isVersion(Keyword keyword) {
    return Set.of("v", "version").contains(keyword.name())
        && (isText(keyword.value()) || isNumber(keyword.value()));
  }

  private static boolean isSourceName(Keyword keyword) {
    return Set.of("source_name", "table_name").contains(keyword.name()) && isText(keyword.value());
  }

  private static boolean isLiteral(Expression value) {
    return switch (value) {
      case Expression.Literal(var span, Bool _) -> Set.of("True", "False").contains(text(span));
      case Expression.Literal _ -> isText(value);
      case Expression.ListDisplay list -> list.items().stream().allMatch(StaticCode::isLiteral);
      case Expression.DictDisplay dict ->
          dict.entries().stream().allMatch(e -> isText(e.key()) && isLiteral(e.value()));
      default -> false;
    };
  }

  private static boolean isText(Expression value) {
    return value instanceof Expression.Literal(_, Str _);
  }

  private static boolean isNumber(Expression value) {
    return switch (value) {
      case Expression.Literal(_, Int _) -> true;
      case Expression.Literal(_, Float _) -> true;
      case Expression.Unary(_, var sign, Expression.Literal number) ->
          sign == Expression.Sign.MINUS && isNumber(number);
      default -> false;
    };
  }

  private static String text(Span span) {
    return span.file().text().substring(span.start(), span.end());
  }
}
