package dev.bailey.jinja.code;

import dev.bailey.jinja.ast.Arguments;
import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Keyword;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.value.Filter;
import dev.bailey.jinja.value.Spelling;
import dev.bailey.jinja.value.Test;
import dev.bailey.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compiles expressions of one scope.
///
/// @param isOptional whether the code may never run, so that an unknown filter is no error yet
/// @param escaping whether texts become HTML there
record Expressions(Compilation compilation, Scope scope, boolean isOptional, Escaping escaping) {
  /// Filters that look at the rendering; Jinja2 never computes them beforehand.
  private static final Set<String> NEVER_FOLDED =
      Set.of("map", "select", "reject", "selectattr", "rejectattr", "random");

  Code code(Expression expression) {
    return switch (expression) {
      case Expression.Literal e -> new Reads.Constant(e.value());
      case Expression.Name e -> name(e.id());
      case Expression.Attribute e -> attribute(e);
      case Expression.Call e -> call(e);
      case Expression.Filter e -> filter(e);
      case Expression.Tuple e -> tuple(e);
      case Expression.ListDisplay e -> list(e);
      case Expression.DictDisplay e -> dict(e);
      case Expression.Item e -> item(e);
      case Expression.Slice e -> throw new IllegalStateException("a slice on its own: " + e.span());
      case Expression.Test e -> test(e);
      case Expression.Conditional e -> conditional(e);
      case Expression.And e -> and(e);
      case Expression.Or e -> or(e);
      case Expression.Not e -> not(e);
      case Expression.Compare e -> compare(e);
      case Expression.Concat e -> concat(e);
      case Expression.Binary e -> binary(e);
      case Expression.Unary e -> unary(e);
    };
  }

  private Code fold(Code code, boolean isConstant) {
    return compilation.folding().fold(code, isConstant, escaping);
  }

  private Code[] codes(List<Expression> expressions) {
    var codes = new Code[expressions.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = code(expressions.get(i));
    }
    return codes;
  }

  Code name(String id) {
    Scope.Variable variable = scope.known(id);
    int hops = scope.hopsTo(variable);
    if (hops > 0) {
      variable.function().capture(variable.slot());
      return new Reads.Outer(hops, variable.slot(), id, variable.isFromContext());
    }
    return variable.isFromContext()
        ? new Reads.FromContext(variable.slot(), id)
        : new Reads.Local(variable.slot(), id);
  }

  private Code tuple(Expression.Tuple e) {
    Code[] items = codes(e.items());
    return fold(new Displays.TupleOf(items), Displays.allConstant(items));
  }

  private Code list(Expression.ListDisplay e) {
    Code[] items = codes(e.items());
    return fold(new Displays.ListOf(items), Displays.allConstant(items));
  }

  private Code dict(Expression.DictDisplay e) {
    int count = e.entries().size();
    var keys = new Code[count];
    var values = new Code[count];
    for (int i = 0; i < count; i++) {
      keys[i] = code(e.entries().get(i).key());
      values[i] = code(e.entries().get(i).value());
    }
    boolean isConstant = Displays.allConstant(keys) && Displays.allConstant(values);
    return fold(new Displays.DictOf(keys, values, e.span()), isConstant);
  }

  private Code attribute(Expression.Attribute e) {
    Code target = code(e.target());
    return fold(new Accesses.Attribute(target, e.name(), e.span()), target.isConstant());
  }

  private Code item(Expression.Item e) {
    Code target = code(e.target());
    if (e.key() instanceof Expression.Slice slice) {
      return slice(target, slice, e.span());
    }
    Code key = code(e.key());
    boolean isConstant = target.isConstant() && key.isConstant();
    return fold(new Accesses.Item(target, key, e.span()), isConstant);
  }

  private Code slice(Code target, Expression.Slice slice, Span span) {
    Code start = optional(slice.start());
    Code stop = optional(slice.stop());
    Code step = optional(slice.step());
    boolean isConstant =
        target.isConstant() && isConstant(start) && isConstant(stop) && isConstant(step);
    return fold(new Accesses.Slice(target, start, stop, step, span), isConstant);
  }

  private @Nullable Code optional(Optional<Expression> expression) {
    return expression.map(this::code).orElse(null);
  }

  private static boolean isConstant(@Nullable Code code) {
    return code == null || code.isConstant();
  }

  Code call(Expression.Call e) {
    ArgumentCodes arguments = arguments(e.arguments());
    if (isEarlyReturn(e)) {
      return new Calls.EarlyReturn(arguments, e.span());
    }
    if (!(e.callee() instanceof Expression.Attribute method)) {
      return new Calls.Call(code(e.callee()), arguments, e.span());
    }
    Code target = code(method.target());
    Code callee =
        fold(new Accesses.Attribute(target, method.name(), method.span()), target.isConstant());
    // An attribute of a constant that is one itself, such as `(1).real`, is no method.
    return callee instanceof Reads.Constant
        ? new Calls.Call(callee, arguments, e.span())
        : new Calls.MethodCall(target, method.name(), arguments, e.span());
  }

  /// Whether the expression calls the function that ends a macro, and not something that the
  /// template itself has given that name.
  boolean isEarlyReturn(Expression expression) {
    return expression instanceof Expression.Call call
        && call.callee() instanceof Expression.Name name
        && compilation.environment().earlyReturn().filter(name.id()::equals).isPresent()
        && scope.known(name.id()).isFromContext();
  }

  ArgumentCodes arguments(Arguments arguments) {
    if (arguments.isEmpty()) {
      return ArgumentCodes.NONE;
    }
    int count = arguments.keywords().size();
    var names = new String[count];
    var named = new Code[count];
    Code[] positional = codes(arguments.positional());
    for (int i = 0; i < count; i++) {
      Keyword keyword = arguments.keywords().get(i);
      names[i] = keyword.name();
      named[i] = code(keyword.value());
    }
    return new ArgumentCodes(
        positional, names, named, optional(arguments.star()), optional(arguments.doubleStar()));
  }

  private static boolean isConstant(ArgumentCodes arguments) {
    return Displays.allConstant(arguments.positional())
        && Displays.allConstant(arguments.named())
        && isConstant(arguments.star())
        && isConstant(arguments.doubleStar());
  }

  private Code filter(Expression.Filter e) {
    return filter(e.name(), code(e.input()), e.arguments(), e.span());
  }

  Code filter(Statement.FilterCall call, Code input) {
    return filter(call.name(), input, call.arguments(), call.span());
  }

  private Code filter(String name, Code input, Arguments written, Span span) {
    Filter filter = compilation.environment().filters().get(name);
    if (filter == null) {
      return missing("filter", name, compilation.environment().filters().keySet(), span);
    }
    ArgumentCodes arguments = arguments(written);
    boolean isFoldable =
        !escaping.isVariable()
            && !NEVER_FOLDED.contains(name)
            && input.isConstant()
            && isConstant(arguments);
    return fold(new Calls.FilterCall(filter, input, arguments, span), isFoldable);
  }

  private Code test(Expression.Test e) {
    Code input = code(e.input());
    Test test = compilation.environment().tests().get(e.name());
    if (test == null) {
      return missing("test", e.name(), compilation.environment().tests().keySet(), e.span());
    }
    ArgumentCodes arguments = arguments(e.arguments());
    boolean isFoldable = input.isConstant() && isConstant(arguments);
    return fold(new Calls.TestCall(test, input, arguments, e.span()), isFoldable);
  }

  private Code missing(String kind, String name, Set<String> known, Span span) {
    String message = "No " + kind + " named '" + name + "'." + Spelling.hint(name, known);
    if (!isOptional) {
      compilation.report(span, message);
    }
    return new Calls.Missing(message, span);
  }

  private Code conditional(Expression.Conditional e) {
    var inside = new Expressions(compilation, scope, true, escaping);
    Code condition = inside.code(e.condition());
    Code then = inside.code(e.then());
    Code otherwise = inside.optional(e.otherwise());
    var code = new Operators.Conditional(condition, then, otherwise, e.span());
    if (!condition.isConstant()) {
      return code;
    }
    Code chosen = decides(condition, true) ? then : otherwise;
    return chosen != null && chosen.isConstant() ? chosen : code;
  }

  private Code and(Expression.And e) {
    Code left = code(e.left());
    if (decides(left, false)) {
      return left;
    }
    Code right = code(e.right());
    return fold(new Operators.And(left, right), Displays.allConstant(left, right));
  }

  /// Whether the left side alone decides; what stands on the right is not even looked at then.
  private boolean decides(Code left, boolean wanted) {
    return left.isConstant()
        && compilation.folding().value(left, escaping).filter(v -> v.truth() == wanted).isPresent();
  }

  private Code or(Expression.Or e) {
    Code left = code(e.left());
    if (decides(left, true)) {
      return left;
    }
    Code right = code(e.right());
    return fold(new Operators.Or(left, right), Displays.allConstant(left, right));
  }

  private Code not(Expression.Not e) {
    Code operand = code(e.operand());
    return fold(new Operators.Not(operand), operand.isConstant());
  }

  private Code compare(Expression.Compare e) {
    Code first = code(e.first());
    int count = e.rest().size();
    var rest = new Code[count];
    var comparators = new Expression.Comparator[count];
    for (int i = 0; i < count; i++) {
      comparators[i] = e.rest().get(i).comparator();
      rest[i] = code(e.rest().get(i).operand());
    }
    Code code =
        rest.length == 1
            ? new Operators.Compare(comparators[0], first, rest[0], e.span())
            : new Operators.Chain(first, comparators, rest, e.span());
    return fold(code, first.isConstant() && Displays.allConstant(rest));
  }

  private Code concat(Expression.Concat e) {
    Code[] parts = codes(e.parts());
    boolean isConstant = Displays.allConstant(parts);
    return fold(new Displays.Concat(parts, escaping, e.span()), isConstant);
  }

  private Code binary(Expression.Binary e) {
    Code left = code(e.left());
    Code right = code(e.right());
    boolean isConstant = left.isConstant() && right.isConstant();
    return fold(new Operators.Binary(e.operator(), left, right, e.span()), isConstant);
  }

  private Code unary(Expression.Unary e) {
    Code operand = code(e.operand());
    Code code =
        switch (e.sign()) {
          case MINUS -> new Operators.Negate(operand, e.span());
          case PLUS -> new Operators.Positive(operand, e.span());
        };
    return fold(code, operand.isConstant());
  }
}
