package dev.bailey.jinja.ast;

import java.util.List;
import java.util.Optional;

/// Finds the calls of a template without rendering it.
public final class Calls {
  private Calls() {}

  /// All calls in `roots` and below, in the order of the text; macro bodies included.
  public static List<Expression.Call> in(List<? extends Node> roots) {
    return Nodes.all(roots, Expression.Call.class);
  }

  /// The dotted name that is called, such as `ref` or `adapter.dispatch`; empty when the callee is
  /// anything else, such as the result of another call.
  public static Optional<String> path(Expression callee) {
    var path = new StringBuilder();
    Expression rest = callee;
    while (rest instanceof Expression.Attribute attribute) {
      path.insert(0, "." + attribute.name());
      rest = attribute.target();
    }
    return rest instanceof Expression.Name name
        ? Optional.of(path.insert(0, name.id()).toString())
        : Optional.empty();
  }

  /// Whether every argument is written out as a constant, so that the call means the same whenever
  /// it is made.
  public static boolean isConstant(Arguments arguments) {
    return arguments.isPlain()
        && arguments.positional().stream().allMatch(e -> Constants.of(e).isPresent())
        && arguments.keywords().stream().allMatch(k -> Constants.of(k.value()).isPresent());
  }
}
