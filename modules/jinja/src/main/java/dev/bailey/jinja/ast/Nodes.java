package dev.bailey.jinja.ast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// Walks over trees, without recursion, so that no tree is too deep.
public final class Nodes {
  private Nodes() {}

  /// Shows every node in `roots` and below, each before its children, in the order of the text.
  public static void walk(List<? extends Node> roots, Consumer<Node> visitor) {
    var open = new ArrayDeque<Node>();
    roots.reversed().forEach(open::push);
    while (!open.isEmpty()) {
      Node node = open.pop();
      visitor.accept(node);
      children(node).reversed().forEach(open::push);
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

  /// What stands directly inside `node`, in the order of the text.
  public static List<Node> children(Node node) {
    var children = new ArrayList<Node>();
    switch (node) {
      case Statement statement -> addStatement(statement, children);
      case Expression expression -> addExpression(expression, children);
      case Target target -> addTarget(target, children);
      case Keyword keyword -> children.add(keyword.value());
      case Parameter parameter -> parameter.fallback().ifPresent(children::add);
    }
    return children;
  }

  private static void addTarget(Target target, List<Node> children) {
    switch (target) {
      case Target.Tuple tuple -> children.addAll(tuple.items());
      case Target.Name _, Target.Attribute _ -> {}
    }
  }

  private static void addExpression(Expression expression, List<Node> children) {
    switch (expression) {
      case Expression.Literal _, Expression.Name _ -> {}
      case Expression.Tuple e -> children.addAll(e.items());
      case Expression.ListDisplay e -> children.addAll(e.items());
      case Expression.DictDisplay e -> e.entries().forEach(entry -> addEntry(entry, children));
      case Expression.Attribute e -> children.add(e.target());
      case Expression.Item e -> Collections.addAll(children, e.target(), e.key());
      case Expression.Slice e -> addSlice(e, children);
      case Expression.Call e -> add(e.callee(), e.arguments(), children);
      case Expression.Filter e -> add(e.input(), e.arguments(), children);
      case Expression.Test e -> add(e.input(), e.arguments(), children);
      case Expression.Conditional e -> {
        Collections.addAll(children, e.then(), e.condition());
        e.otherwise().ifPresent(children::add);
      }
      case Expression.And e -> Collections.addAll(children, e.left(), e.right());
      case Expression.Or e -> Collections.addAll(children, e.left(), e.right());
      case Expression.Not e -> children.add(e.operand());
      case Expression.Compare e -> {
        children.add(e.first());
        e.rest().forEach(next -> children.add(next.operand()));
      }
      case Expression.Concat e -> children.addAll(e.parts());
      case Expression.Binary e -> Collections.addAll(children, e.left(), e.right());
      case Expression.Unary e -> children.add(e.operand());
    }
  }

  private static void addEntry(Expression.Entry entry, List<Node> children) {
    Collections.addAll(children, entry.key(), entry.value());
  }

  private static void addSlice(Expression.Slice slice, List<Node> children) {
    slice.start().ifPresent(children::add);
    slice.stop().ifPresent(children::add);
    slice.step().ifPresent(children::add);
  }

  private static void add(Expression first, Arguments arguments, List<Node> children) {
    children.add(first);
    add(arguments, children);
  }

  private static void add(Arguments arguments, List<Node> children) {
    children.addAll(arguments.positional());
    children.addAll(arguments.keywords());
    arguments.star().ifPresent(children::add);
    arguments.doubleStar().ifPresent(children::add);
  }

  private static void addStatement(Statement statement, List<Node> children) {
    switch (statement) {
      case Statement.Text _, Statement.Break _, Statement.Continue _ -> {}
      case Statement.Print s -> children.add(s.value());
      case Statement.Do s -> children.add(s.value());
      case Statement.If s -> {
        for (Statement.Branch branch : s.branches()) {
          children.add(branch.condition());
          children.addAll(branch.body());
        }
        children.addAll(s.otherwise());
      }
      case Statement.For s -> {
        Collections.addAll(children, s.target(), s.items());
        s.filter().ifPresent(children::add);
        children.addAll(s.body());
        children.addAll(s.otherwise());
      }
      case Statement.Set s -> Collections.addAll(children, s.target(), s.value());
      case Statement.SetBlock s -> {
        children.add(s.target());
        s.filters().forEach(filter -> add(filter.arguments(), children));
        children.addAll(s.body());
      }
      case Statement.FilterBlock s -> {
        s.filters().forEach(filter -> add(filter.arguments(), children));
        children.addAll(s.body());
      }
      case Statement.With s -> {
        s.bindings().forEach(b -> Collections.addAll(children, b.target(), b.value()));
        children.addAll(s.body());
      }
      case Statement.Macro s -> {
        children.addAll(s.parameters());
        children.addAll(s.options());
        children.addAll(s.body());
      }
      case Statement.CallBlock s -> {
        children.addAll(s.parameters());
        children.add(s.call());
        children.addAll(s.body());
      }
      case Statement.Include s -> children.add(s.template());
      case Statement.Import s -> children.add(s.template());
      case Statement.FromImport s -> children.add(s.template());
      case Statement.Extends s -> children.add(s.template());
      case Statement.Block s -> children.addAll(s.body());
      case Statement.Autoescape s -> {
        children.add(s.value());
        children.addAll(s.body());
      }
      case Statement.Group s -> children.addAll(s.body());
    }
  }
}
