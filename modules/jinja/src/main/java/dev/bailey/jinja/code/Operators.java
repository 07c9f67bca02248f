package dev.bailey.jinja.code;

import dev.bailey.jinja.ast.Expression.Comparator;
import dev.bailey.jinja.ast.Expression.Operator;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Span;
import org.jspecify.annotations.Nullable;

/// Arithmetic, comparison and logic.
@SuppressWarnings("ArrayRecordComponent") // nobody compares codes, and arrays are fast to walk
final class Operators {
  private Operators() {}

  record Binary(Operator operator, Code left, Code right, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      try {
        Value a = left.eval(f);
        Value b = right.eval(f);
        return switch (operator) {
          case ADD -> Operations.add(a, b, f.x);
          case SUBTRACT -> Operations.subtract(a, b, f.x);
          case MULTIPLY -> Operations.multiply(a, b, f.x);
          case DIVIDE -> Operations.divide(a, b, f.x);
          case FLOOR_DIVIDE -> Operations.floorDivide(a, b, f.x);
          case MODULO -> Operations.modulo(a, b, f.x);
          case POWER -> Operations.power(a, b, f.x);
        };
      } catch (TemplateException e) {
        throw e.at(span);
      }
    }
  }

  record Negate(Code operand, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      try {
        return Operations.negate(operand.eval(f), f.x);
      } catch (TemplateException e) {
        throw e.at(span);
      }
    }
  }

  record Positive(Code operand, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      try {
        return Operations.positive(operand.eval(f), f.x);
      } catch (TemplateException e) {
        throw e.at(span);
      }
    }
  }

  record Not(Code operand) implements Code {
    @Override
    public Value eval(Frame f) {
      return Bool.of(!operand.truth(f));
    }

    @Override
    public boolean truth(Frame f) {
      return !operand.truth(f);
    }
  }

  record And(Code left, Code right) implements Code {
    @Override
    public Value eval(Frame f) {
      Value value = left.eval(f);
      return value.truth() ? right.eval(f) : value;
    }

    @Override
    public boolean truth(Frame f) {
      return left.truth(f) && right.truth(f);
    }
  }

  record Or(Code left, Code right) implements Code {
    @Override
    public Value eval(Frame f) {
      Value value = left.eval(f);
      return value.truth() ? value : right.eval(f);
    }

    @Override
    public boolean truth(Frame f) {
      return left.truth(f) || right.truth(f);
    }
  }

  /// @param otherwise null when there is no `else`
  record Conditional(Code condition, Code then, @Nullable Code otherwise, Span span)
      implements Code {
    @Override
    public Value eval(Frame f) {
      if (condition.truth(f)) {
        return then.eval(f);
      }
      if (otherwise != null) {
        return otherwise.eval(f);
      }
      // Whatever the environment says about undefined names, this one is lenient in Jinja2.
      return Undefined.because(Undefined.Kind.LENIENT, hint());
    }

    private String hint() {
      return "the inline if-expression on line "
          + span.line()
          + " evaluated to false and no else section was defined.";
    }
  }

  record Compare(Comparator comparator, Code left, Code right, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      return Bool.of(truth(f));
    }

    @Override
    public boolean truth(Frame f) {
      try {
        return holds(comparator, left.eval(f), right.eval(f), f);
      } catch (TemplateException e) {
        throw e.at(span);
      }
    }
  }

  /// `a < b <= c`.
  record Chain(Code first, Comparator[] comparators, Code[] rest, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      return Bool.of(truth(f));
    }

    @Override
    public boolean truth(Frame f) {
      try {
        Value left = first.eval(f);
        for (int i = 0; i < rest.length; i++) {
          Value right = rest[i].eval(f);
          if (!holds(comparators[i], left, right, f)) {
            return false;
          }
          left = right;
        }
        return true;
      } catch (TemplateException e) {
        throw e.at(span);
      }
    }
  }

  private static boolean holds(Comparator comparator, Value a, Value b, Frame f) {
    return switch (comparator) {
      case EQUAL -> Operations.equal(a, b, f.x);
      case NOT_EQUAL -> Operations.notEqual(a, b, f.x);
      case LESS -> Operations.less(a, b, f.x);
      case LESS_EQUAL -> Operations.lessEqual(a, b, f.x);
      case GREATER -> Operations.greater(a, b, f.x);
      case GREATER_EQUAL -> Operations.greaterEqual(a, b, f.x);
      case IN -> Operations.contains(b, a, f.x);
      case NOT_IN -> !Operations.contains(b, a, f.x);
    };
  }
}
