package dev.bailey.jinja.ast;

import dev.bailey.jinja.value.Value;
import dev.bailey.source.Span;
import java.util.List;
import java.util.Optional;

/// An expression as it stands in the template.
public sealed interface Expression extends Node {

  /// A number, a string, `true`, `false` or `none`.
  record Literal(Span span, Value value) implements Expression {}

  /// A name to look up.
  record Name(Span span, String id) implements Expression {}

  /// `(a, b)`, also without parentheses where Jinja allows it.
  record Tuple(Span span, List<Expression> items) implements Expression {
    public Tuple {
      items = List.copyOf(items);
    }
  }

  /// `[a, b]`.
  record ListDisplay(Span span, List<Expression> items) implements Expression {
    public ListDisplay {
      items = List.copyOf(items);
    }
  }

  /// `{a: b}`.
  record DictDisplay(Span span, List<Entry> entries) implements Expression {
    public DictDisplay {
      entries = List.copyOf(entries);
    }
  }

  /// One `key: value` of a dictionary.
  record Entry(Expression key, Expression value) {}

  /// `target.name`.
  record Attribute(Span span, Expression target, String name) implements Expression {}

  /// `target[key]`; the key may be a [Slice].
  record Item(Span span, Expression target, Expression key) implements Expression {}

  /// `start:stop:step` between brackets.
  record Slice(
      Span span, Optional<Expression> start, Optional<Expression> stop, Optional<Expression> step)
      implements Expression {}

  /// `callee(arguments)`.
  record Call(Span span, Expression callee, Arguments arguments) implements Expression {}

  /// `input | name(arguments)`.
  record Filter(Span span, Expression input, String name, Arguments arguments)
      implements Expression {}

  /// `input is name(arguments)`; `is not` is a [Not] around it.
  record Test(Span span, Expression input, String name, Arguments arguments)
      implements Expression {}

  /// `then if condition else otherwise`.
  record Conditional(
      Span span, Expression condition, Expression then, Optional<Expression> otherwise)
      implements Expression {}

  /// `a and b`.
  record And(Span span, Expression left, Expression right) implements Expression {}

  /// `a or b`.
  record Or(Span span, Expression left, Expression right) implements Expression {}

  /// `not a`.
  record Not(Span span, Expression operand) implements Expression {}

  /// `a < b <= c`: each comparison holds, each operand is evaluated once.
  record Compare(Span span, Expression first, List<Comparand> rest) implements Expression {
    public Compare {
      rest = List.copyOf(rest);
    }
  }

  /// One comparison of a chain and what stands to its right.
  record Comparand(Comparator comparator, Expression operand) {}

  /// `a ~ b ~ c`.
  record Concat(Span span, List<Expression> parts) implements Expression {
    public Concat {
      parts = List.copyOf(parts);
    }
  }

  /// `left operator right`.
  record Binary(Span span, Operator operator, Expression left, Expression right)
      implements Expression {}

  /// `-a` or `+a`.
  record Unary(Span span, Sign sign, Expression operand) implements Expression {}

  /// The arithmetic operators.
  enum Operator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    FLOOR_DIVIDE,
    MODULO,
    POWER
  }

  /// The comparisons.
  enum Comparator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL,
    IN,
    NOT_IN
  }

  /// The signs before an operand.
  enum Sign {
    MINUS,
    PLUS
  }
}
