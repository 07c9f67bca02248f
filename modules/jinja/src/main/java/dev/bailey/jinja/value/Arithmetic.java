package dev.bailey.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which rule an operator follows, by the types of its two sides.
final class Arithmetic {
  private Arithmetic() {}

  static Value add(Value a, Value b, Execution x) {
    if (a instanceof Int i && b instanceof Int j) {
      return IntArithmetic.add(i, j);
    }
    if (a instanceof Str s && b instanceof Str t) {
      return addText(s, t, x);
    }
    return switch (a) {
      case ListValue list when b instanceof ListValue other ->
          ListValue.around(joined(list.items(), other.items(), x));
      case TupleValue tuple when b instanceof TupleValue other ->
          TupleValue.copyOf(joined(tuple.items(), other.items(), x));
      case Bytes bytes when b instanceof Bytes other -> joined(bytes, other, x);
      default -> other(Operator.ADD, a, b, x);
    };
  }

  private static Value addText(Str a, Str b, Execution x) {
    if (a.isMarkup() || b.isMarkup()) {
      return Markup.add(a, b, x);
    }
    x.meter().items(a.value().length() + (long) b.value().length());
    return Str.of(a.value().concat(b.value()));
  }

  private static List<Value> joined(List<Value> a, List<Value> b, Execution x) {
    x.meter().items(a.size() + (long) b.size());
    var all = new ArrayList<Value>(a.size() + b.size());
    all.addAll(a);
    all.addAll(b);
    return all;
  }

  private static Bytes joined(Bytes a, Bytes b, Execution x) {
    x.meter().items(a.length() + (long) b.length());
    byte[] all = java.util.Arrays.copyOf(a.value(), a.length() + b.length());
    System.arraycopy(b.value(), 0, all, a.length(), b.length());
    return Bytes.of(all);
  }

  static Value subtract(Value a, Value b, Execution x) {
    if (a instanceof Int i && b instanceof Int j) {
      return IntArithmetic.subtract(i, j);
    }
    return other(Operator.SUBTRACT, a, b, x);
  }

  static Value multiply(Value a, Value b, Execution x) {
    if (a instanceof Int i && b instanceof Int j) {
      return IntArithmetic.multiply(i, j, x);
    }
    if (isRepeatable(a) && !(b instanceof HostValue)) {
      return Sequences.repeat(a, b, x);
    }
    if (isRepeatable(b) && !(a instanceof HostValue)) {
      return Sequences.repeat(b, a, x);
    }
    return other(Operator.MULTIPLY, a, b, x);
  }

  private static boolean isRepeatable(Value value) {
    return value instanceof Str
        || value instanceof ListValue
        || value instanceof TupleValue
        || value instanceof Bytes;
  }

  static Value divide(Value a, Value b, Execution x) {
    return other(Operator.DIVIDE, a, b, x);
  }

  static Value floorDivide(Value a, Value b, Execution x) {
    return other(Operator.FLOOR_DIVIDE, a, b, x);
  }

  static Value modulo(Value a, Value b, Execution x) {
    return switch (a) {
      case Str text when text.isMarkup() -> Markup.format(text, b, x);
      case Str text -> Str.of(PercentFormat.format(text.value(), b, x));
      default -> other(Operator.MODULO, a, b, x);
    };
  }

  static Value power(Value a, Value b, Execution x) {
    return other(Operator.POWER, a, b, x);
  }

  static Value negate(Value a, Execution x) {
    return switch (a) {
      case Int i -> IntArithmetic.negate(i);
      case Bool b -> Int.of(b.truth() ? -1 : 0);
      case Float f -> Float.of(-f.value());
      case DecimalValue d -> DecimalArithmetic.negate(d);
      case TimeDeltaValue t -> TimeDeltaValue.ofMicros(t.totalMicros().negate());
      default -> unary("-", a, x);
    };
  }

  static Value positive(Value a, Execution x) {
    return switch (a) {
      case Int _, Float _, TimeDeltaValue _ -> a;
      case Bool b -> Int.of(b.truth() ? 1 : 0);
      case DecimalValue d -> DecimalArithmetic.rounded(d.value());
      default -> unary("+", a, x);
    };
  }

  private static Value unary(String symbol, Value a, Execution x) {
    if (a instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (a instanceof HostValue host) {
      Value result = host.binary("unary " + symbol, None.NONE, x);
      if (result != null) {
        return result;
      }
    }
    throw TemplateException.typeError(
        "bad operand type for unary " + symbol + ": '" + a.typeName() + "'");
  }

  private static Value other(Operator operator, Value a, Value b, Execution x) {
    Value result = numeric(operator, a, b, x);
    if (result == null) {
      result = DateArithmetic.apply(operator, a, b);
    }
    if (result == null && operator == Operator.SUBTRACT) {
      result = SetMethods.difference(a, b, x);
    }
    if (result == null && a instanceof HostValue host) {
      result = host.binary(operator.symbol(), b, x);
    }
    if (result == null && b instanceof HostValue host) {
      result = host.reflected(operator.symbol(), a, x);
    }
    if (result == null) {
      throw notSupported(operator, a, b);
    }
    return result;
  }

  private static @Nullable Value numeric(Operator operator, Value a, Value b, Execution x) {
    if (!Comparison.isNumber(a) || !Comparison.isNumber(b)) {
      return null;
    }
    if (a instanceof DecimalValue || b instanceof DecimalValue) {
      return a instanceof Float || b instanceof Float
          ? null
          : DecimalArithmetic.apply(operator, a, b);
    }
    if (a instanceof Float || b instanceof Float) {
      return FloatArithmetic.apply(operator, toDouble(a), toDouble(b));
    }
    return IntArithmetic.apply(operator, toInt(a), toInt(b), x);
  }

  private static Int toInt(Value value) {
    return value instanceof Int i ? i : value.truth() ? Int.ONE : Int.ZERO;
  }

  /// The number as a float; OverflowError when an integer is too large.
  static double toDouble(Value value) {
    return switch (value) {
      case Float f -> f.value();
      case Int i when i.isLong() -> i.longValue();
      case Int i -> toDouble(i.bigValue());
      case Bool b -> b.truth() ? 1 : 0;
      case DecimalValue d -> d.value().doubleValue();
      default -> throw new IllegalArgumentException("not a number: " + value.typeName());
    };
  }

  private static double toDouble(BigInteger value) {
    double result = value.doubleValue();
    if (Double.isInfinite(result)) {
      throw TemplateException.of("OverflowError", "int too large to convert to float");
    }
    return result;
  }

  private static TemplateException notSupported(Operator operator, Value a, Value b) {
    if (a instanceof Undefined undefined) {
      return undefined.error();
    }
    if (b instanceof Undefined undefined) {
      return undefined.error();
    }
    if (operator == Operator.ADD
        && (a instanceof Str || a instanceof ListValue || a instanceof TupleValue)) {
      return TemplateException.typeError(
          "can only concatenate %s (not \"%s\") to %s"
              .formatted(a.typeName(), b.typeName(), a.typeName()));
    }
    return TemplateException.typeError(
        "unsupported operand type(s) for %s: '%s' and '%s'"
            .formatted(operator.errorSymbol(), a.typeName(), b.typeName()));
  }
}
