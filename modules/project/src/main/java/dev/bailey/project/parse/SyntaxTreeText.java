package dev.bailey.project.parse;

import dev.bailey.jinja.ast.Arguments;
import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Keyword;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An expression as Jinja2 prints its syntax tree. dbt writes this into `unrendered_config` for the
/// kinds of expressions that [Unparser] has no text for.
final class SyntaxTreeText {
  private static final String LOADED = "ctx='load'";

  private SyntaxTreeText() {}

  static String of(Expression expression) {
    return switch (expression) {
      case Expression.Literal e -> node("Const", "value=" + e.value().repr());
      case Expression.Name e -> node("Name", name(e.id()), LOADED);
      case Expression.Tuple e -> node("Tuple", "items=" + list(e.items()), LOADED);
      case Expression.ListDisplay e -> node("List", "items=" + list(e.items()));
      case Expression.DictDisplay e ->
          node("Dict", "items=" + list(e.entries(), SyntaxTreeText::of));
      case Expression.Attribute e ->
          node("Getattr", "node=" + of(e.target()), "attr=" + quoted(e.name()), LOADED);
      case Expression.Item e ->
          node("Getitem", "node=" + of(e.target()), "arg=" + of(e.key()), LOADED);
      case Expression.Slice e ->
          node("Slice", "start=" + of(e.start()), "stop=" + of(e.stop()), "step=" + of(e.step()));
      case Expression.Call e -> node("Call", "node=" + of(e.callee()), of(e.arguments()));
      case Expression.Filter e ->
          node("Filter", "node=" + of(e.input()), name(e.name()), of(e.arguments()));
      case Expression.Test e ->
          node("Test", "node=" + of(e.input()), name(e.name()), of(e.arguments()));
      case Expression.Conditional e ->
          node(
              "CondExpr",
              "test=" + of(e.condition()),
              "expr1=" + of(e.then()),
              "expr2=" + of(e.otherwise()));
      case Expression.And e -> node("And", "left=" + of(e.left()), "right=" + of(e.right()));
      case Expression.Or e -> node("Or", "left=" + of(e.left()), "right=" + of(e.right()));
      case Expression.Not e -> node("Not", "node=" + of(e.operand()));
      case Expression.Compare e ->
          node("Compare", "expr=" + of(e.first()), "ops=" + list(e.rest(), SyntaxTreeText::of));
      case Expression.Concat e -> node("Concat", "nodes=" + list(e.parts()));
      case Expression.Binary e ->
          node(name(e.operator()), "left=" + of(e.left()), "right=" + of(e.right()));
      case Expression.Unary e ->
          node(e.sign() == Expression.Sign.MINUS ? "Neg" : "Pos", "node=" + of(e.operand()));
    };
  }

  private static String of(Optional<Expression> expression) {
    return expression.map(SyntaxTreeText::of).orElse("None");
  }

  private static String of(Expression.Entry entry) {
    return node("Pair", "key=" + of(entry.key()), "value=" + of(entry.value()));
  }

  private static String of(Expression.Comparand next) {
    return node("Operand", "op=" + quoted(name(next.comparator())), "expr=" + of(next.operand()));
  }

  private static String of(Keyword keyword) {
    return node("Keyword", "key=" + quoted(keyword.name()), "value=" + of(keyword.value()));
  }

  private static String of(Arguments arguments) {
    return String.join(
        ", ",
        "args=" + list(arguments.positional()),
        "kwargs=" + list(arguments.keywords(), SyntaxTreeText::of),
        "dyn_args=" + of(arguments.star()),
        "dyn_kwargs=" + of(arguments.doubleStar()));
  }

  private static String node(String kind, String... fields) {
    return kind + "(" + String.join(", ", fields) + ")";
  }

  private static String list(List<Expression> items) {
    return list(items, SyntaxTreeText::of);
  }

  private static <T> String list(List<T> items, Function<T, String> text) {
    return items.stream().map(text).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String name(String name) {
    return "name=" + quoted(name);
  }

  private static String quoted(String name) {
    return "'" + name + "'";
  }

  private static String name(Expression.Operator operator) {
    return switch (operator) {
      case ADD -> "Add";
      case SUBTRACT -> "Sub";
      case MULTIPLY -> "Mul";
      case DIVIDE -> "Div";
      case FLOOR_DIVIDE -> "FloorDiv";
      case MODULO -> "Mod";
      case POWER -> "Pow";
    };
  }

  private static String name(Expression.Comparator comparator) {
    return switch (comparator) {
      case EQUAL -> "eq";
      case NOT_EQUAL -> "ne";
      case LESS -> "lt";
      case LESS_EQUAL -> "lteq";
      case GREATER -> "gt";
      case GREATER_EQUAL -> "gteq";
      case IN -> "in";
      case NOT_IN -> "notin";
    };
  }
}
