package dev.bailey.jinja.value;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/// The methods of `int` and `float`.
final class NumberMethods {
  static final Map<String, Method> OF_INTS =
      Map.ofEntries(
          entry("bit_length", NumberMethods::bitLength),
          entry("bit_count", NumberMethods::bitCount),
          entry("conjugate", NumberMethods::conjugate),
          entry("as_integer_ratio", NumberMethods::ratioOfInt));

  static final Map<String, Method> OF_FLOATS =
      Map.ofEntries(
          entry("is_integer", NumberMethods::isInteger),
          entry("conjugate", NumberMethods::conjugate),
          entry("hex", NumberMethods::hex),
          entry("as_integer_ratio", NumberMethods::ratioOfFloat));

  /// Hexadecimal digits behind the point of a float.
  private static final int MANTISSA_DIGITS = 13;

  private NumberMethods() {}

  private static Value bitLength(Value self, Arguments a, Execution x) {
    Args.none("int", "bit_length", a);
    return Int.of(Comparison.integer(self).abs().bitLength());
  }

  private static Value bitCount(Value self, Arguments a, Execution x) {
    Args.none("int", "bit_count", a);
    return Int.of(Comparison.integer(self).abs().bitCount());
  }

  private static Value conjugate(Value self, Arguments a, Execution x) {
    Args.none(self.typeName(), "conjugate", a);
    return Arithmetic.positive(self, x);
  }

  private static Value ratioOfInt(Value self, Arguments a, Execution x) {
    Args.none("int", "as_integer_ratio", a);
    return TupleValue.of(Arithmetic.positive(self, x), Int.ONE);
  }

  private static Value isInteger(Value self, Arguments a, Execution x) {
    Args.none("float", "is_integer", a);
    double value = ((Float) self).value();
    return Bool.of(Double.isFinite(value) && value == Math.rint(value));
  }

  private static Value hex(Value self, Arguments a, Execution x) {
    Args.none("float", "hex", a);
    double value = ((Float) self).value();
    if (!Double.isFinite(value)) {
      return Str.of(FloatText.repr(value));
    }
    String java = Double.toHexString(value);
    int dot = java.indexOf('.');
    int power = java.indexOf('p');
    String digits = java.substring(dot + 1, power);
    int exponent = Integer.parseInt(java.substring(power + 1));
    return Str.of(
        java.substring(0, dot + 1)
            + (value == 0 ? "0" : digits + "0".repeat(MANTISSA_DIGITS - digits.length()))
            + (exponent < 0 ? "p" : "p+")
            + exponent);
  }

  private static Value ratioOfFloat(Value self, Arguments a, Execution x) {
    Args.none("float", "as_integer_ratio", a);
    double value = ((Float) self).value();
    if (!Double.isFinite(value)) {
      throw Double.isNaN(value)
          ? TemplateException.valueError("cannot convert NaN to integer ratio")
          : TemplateException.of("OverflowError", "cannot convert Infinity to integer ratio");
    }
    var exact = new BigDecimal(value);
    BigInteger denominator = BigInteger.TEN.pow(Math.max(0, exact.scale()));
    BigInteger numerator = exact.multiply(new BigDecimal(denominator)).toBigIntegerExact();
    BigInteger common = numerator.gcd(denominator).max(BigInteger.ONE);
    return TupleValue.of(Int.of(numerator.divide(common)), Int.of(denominator.divide(common)));
  }
}
