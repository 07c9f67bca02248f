package dev.bailey.jinja.code;

import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Node;
import dev.bailey.jinja.ast.Nodes;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.ast.Target;
import java.util.List;

/// Notes in a [Scope] which names its statements read and write. Blocks with a scope of their own
/// are passed over, except for the parts of them that belong to the scope around.
final class Analysis {
  private Analysis() {}

  static void statements(List<Statement> statements, Scope scope, String macroPrefix) {
    for (Statement statement : statements) {
      statement(statement, scope, macroPrefix);
    }
  }

  private static void statement(Statement statement, Scope scope, String prefix) {
    switch (statement) {
      case Statement.Text _,
          Statement.Break _,
          Statement.Continue _,
          Statement.Block _,
          Statement.Autoescape _ -> {}
      case Statement.Print s -> expression(s.value(), scope);
      case Statement.Do s -> expression(s.value(), scope);
      case Statement.If s -> condition(s, scope, prefix);
      case Statement.For s -> expression(s.items(), scope);
      case Statement.Set s -> {
        expression(s.value(), scope);
        target(s.target(), scope);
      }
      case Statement.SetBlock s -> target(s.target(), scope);
      case Statement.FilterBlock s -> filters(s.filters(), scope);
      case Statement.With s -> s.bindings().forEach(b -> expression(b.value(), scope));
      case Statement.Macro s -> scope.store(prefix + s.name());
      case Statement.CallBlock s -> expression(s.call(), scope);
      case Statement.Include s -> expression(s.template(), scope);
      case Statement.Import s -> {
        expression(s.template(), scope);
        scope.store(s.name());
      }
      case Statement.FromImport s -> {
        expression(s.template(), scope);
        s.names().forEach(name -> scope.store(name.alias()));
      }
      case Statement.Extends s -> expression(s.template(), scope);
      case Statement.Group s -> statements(s.body(), scope, prefix);
    }
  }

  private static void condition(Statement.If s, Scope scope, String prefix) {
    expression(s.branches().getFirst().condition(), scope);
    var body = scope.branch();
    statements(s.branches().getFirst().body(), body, prefix);
    var elifs = scope.branch();
    for (int i = 1; i < s.branches().size(); i++) {
      single(s.branches().get(i), elifs, prefix);
    }
    var otherwise = scope.branch();
    statements(s.otherwise(), otherwise, prefix);
    scope.merge(List.of(body, elifs, otherwise));
  }

  private static void single(Statement.Branch branch, Scope scope, String prefix) {
    expression(branch.condition(), scope);
    var body = scope.branch();
    statements(branch.body(), body, prefix);
    scope.merge(List.of(body));
  }

  static void filters(List<Statement.FilterCall> filters, Scope scope) {
    for (Statement.FilterCall filter : filters) {
      Nodes.arguments(filter.arguments(), argument -> read(argument, scope));
    }
  }

  static void expression(Expression expression, Scope scope) {
    read(expression, scope);
  }

  private static void read(Node node, Scope scope) {
    switch (node) {
      case Expression.Name name -> scope.load(name.id());
      case Expression.Literal _ -> {}
      default -> Nodes.children(node, child -> read(child, scope));
    }
  }

  static void target(Target target, Scope scope) {
    switch (target) {
      case Target.Name name -> scope.store(name.id());
      case Target.Tuple tuple -> tuple.items().forEach(item -> target(item, scope));
      case Target.Attribute attribute -> scope.load(attribute.namespace());
    }
  }

  /// The target of a loop or a `with`: its names have their values before the body begins.
  static void given(Target target, Scope scope) {
    switch (target) {
      case Target.Name name -> scope.give(name.id());
      case Target.Tuple tuple -> tuple.items().forEach(item -> given(item, scope));
      case Target.Attribute attribute -> scope.load(attribute.namespace());
    }
  }
}
