package dev.bailey.jinja.ast;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// Walks over trees. The parser bounds how deep they are, so that recursion is safe.
public final class Nodes {
  private Nodes() {}

  /// Shows every node in `roots` and below, each before its children, in the order of the text.
  public static void walk(List<? extends Node> roots, Consumer<Node> visitor) {
    roots.forEach(new Walk(visitor));
  }

  private record Walk(Consumer<Node> visitor) implements Consumer<Node> {
    @Override
    public void accept(Node node) {
      visitor.accept(node);
      children(node, this);
    }
  }

  /// All nodes of `type` in `roots` and below, in the order of the text.
  public static <T extends Node> List<T> all(List<? extends Node> roots, Class<T> type) {
    var found = new ArrayList<T>();
    walk(
        roots,
        node -> {
          if (type.isInstance(node)) {
            found.add(type.cast(node));
          }
        });
    return Collections.unmodifiableList(found);
  }

  /// Shows what stands directly inside `node`, in the order of the text.
  public static void children(Node node, Consumer<? super Node> visitor) {
    switch (node) {
      case Expression expression -> expression(expression, visitor);
      case Statement statement -> statement(statement, visitor);
      case Target target -> target(target, visitor);
      case Keyword keyword -> visitor.accept(keyword.value());
      case Parameter parameter -> parameter.fallback().ifPresent(visitor);
    }
  }

  private static void target(Target target, Consumer<? super Node> visitor) {
    switch (target) {
      case Target.Tuple tuple -> tuple.items().forEach(visitor);
      case Target.Name _, Target.Attribute _ -> {}
    }
  }

  private static void expression(Expression expression, Consumer<? super Node> visitor) {
    switch (expression) {
      case Expression.Literal _, Expression.Name _ -> {}
      case Expression.Attribute e -> visitor.accept(e.target());
      case Expression.Call e -> arguments(e.callee(), e.arguments(), visitor);
      case Expression.Filter e -> arguments(e.input(), e.arguments(), visitor);
      case Expression.Tuple e -> e.items().forEach(visitor);
      case Expression.ListDisplay e -> e.items().forEach(visitor);
      case Expression.DictDisplay e -> e.entries().forEach(entry -> entry(entry, visitor));
      case Expression.Item e -> both(e.target(), e.key(), visitor);
      case Expression.Slice e -> slice(e, visitor);
      case Expression.Test e -> arguments(e.input(), e.arguments(), visitor);
      case Expression.Conditional e -> {
        both(e.then(), e.condition(), visitor);
        e.otherwise().ifPresent(visitor);
      }
      case Expression.And e -> both(e.left(), e.right(), visitor);
      case Expression.Or e -> both(e.left(), e.right(), visitor);
      case Expression.Not e -> visitor.accept(e.operand());
      case Expression.Compare e -> {
        visitor.accept(e.first());
        e.rest().forEach(next -> visitor.accept(next.operand()));
      }
      case Expression.Concat e -> e.parts().forEach(visitor);
      case Expression.Binary e -> both(e.left(), e.right(), visitor);
      case Expression.Unary e -> visitor.accept(e.operand());
    }
  }

  private static void both(Node first, Node second, Consumer<? super Node> visitor) {
    visitor.accept(first);
    visitor.accept(second);
  }

  private static void entry(Expression.Entry entry, Consumer<? super Node> visitor) {
    both(entry.key(), entry.value(), visitor);
  }

  private static void slice(Expression.Slice slice, Consumer<? super Node> visitor) {
    slice.start().ifPresent(visitor);
    slice.stop().ifPresent(visitor);
    slice.step().ifPresent(visitor);
  }

  private static void arguments(
      Expression first, Arguments arguments, Consumer<? super Node> visitor) {
    visitor.accept(first);
    arguments(arguments, visitor);
  }

  /// Shows what stands in the parentheses of a call, in the order of the text.
  public static void arguments(Arguments arguments, Consumer<? super Node> visitor) {
    arguments.positional().forEach(visitor);
    arguments.keywords().forEach(visitor);
    arguments.star().ifPresent(visitor);
    arguments.doubleStar().ifPresent(visitor);
  }

  private static void statement(Statement statement, Consumer<? super Node> visitor) {
    switch (statement) {
      case Statement.Text _, Statement.Break _, Statement.Continue _ -> {}
      case Statement.Print s -> visitor.accept(s.value());
      case Statement.Do s -> visitor.accept(s.value());
      case Statement.If s -> {
        for (Statement.Branch branch : s.branches()) {
          visitor.accept(branch.condition());
          branch.body().forEach(visitor);
        }
        s.otherwise().forEach(visitor);
      }
      case Statement.For s -> {
        both(s.target(), s.items(), visitor);
        s.filter().ifPresent(visitor);
        s.body().forEach(visitor);
        s.otherwise().forEach(visitor);
      }
      case Statement.Set s -> both(s.target(), s.value(), visitor);
      case Statement.SetBlock s -> {
        visitor.accept(s.target());
        s.filters().forEach(filter -> arguments(filter.arguments(), visitor));
        s.body().forEach(visitor);
      }
      case Statement.FilterBlock s -> {
        s.filters().forEach(filter -> arguments(filter.arguments(), visitor));
        s.body().forEach(visitor);
      }
      case Statement.With s -> {
        s.bindings().forEach(b -> both(b.target(), b.value(), visitor));
        s.body().forEach(visitor);
      }
      case Statement.Macro s -> {
        s.parameters().forEach(visitor);
        s.options().forEach(visitor);
        s.body().forEach(visitor);
      }
      case Statement.CallBlock s -> {
        s.parameters().forEach(visitor);
        visitor.accept(s.call());
        s.body().forEach(visitor);
      }
      case Statement.Include s -> visitor.accept(s.template());
      case Statement.Import s -> visitor.accept(s.template());
      case Statement.FromImport s -> visitor.accept(s.template());
      case Statement.Extends s -> visitor.accept(s.template());
      case Statement.Block s -> s.body().forEach(visitor);
      case Statement.Autoescape s -> {
        visitor.accept(s.value());
        s.body().forEach(visitor);
      }
      case Statement.Group s -> s.body().forEach(visitor);
    }
  }
}
