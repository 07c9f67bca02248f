package dev.bailey.jinja.value;

import java.math.BigInteger;

/// Integers: `long` while it lasts, any size beyond, within what a rendering may allocate.
final class IntArithmetic {
  /// Larger numbers take too long to compute with, whatever the budget for items.
  private static final long MAX_BITS = 1_000_000;

  private static final int QUOTIENT_BITS = 66;

  private IntArithmetic() {}

  static Value apply(Operator operator, Int a, Int b, Execution x) {
    return switch (operator) {
      case ADD -> add(a, b);
      case SUBTRACT -> subtract(a, b);
      case MULTIPLY -> multiply(a, b, x);
      case DIVIDE -> Float.of(divide(a, b));
      case FLOOR_DIVIDE -> floorDivide(a, b);
      case MODULO -> modulo(a, b);
      case POWER -> power(a, b, x);
    };
  }

  static Int add(Int a, Int b) {
    if (a.isLong() && b.isLong()) {
      long x = a.longValue();
      long y = b.longValue();
      long sum = x + y;
      if (((x ^ sum) & (y ^ sum)) >= 0) {
        return Int.of(sum);
      }
    }
    return Int.of(a.bigValue().add(b.bigValue()));
  }

  static Int subtract(Int a, Int b) {
    if (a.isLong() && b.isLong()) {
      long x = a.longValue();
      long y = b.longValue();
      long difference = x - y;
      if (((x ^ y) & (x ^ difference)) >= 0) {
        return Int.of(difference);
      }
    }
    return Int.of(a.bigValue().subtract(b.bigValue()));
  }

  static Int negate(Int a) {
    return a.isLong() && a.longValue() != Long.MIN_VALUE
        ? Int.of(-a.longValue())
        : Int.of(a.bigValue().negate());
  }

  static Int multiply(Int a, Int b, Execution x) {
    if (a.isLong() && b.isLong()) {
      long high = Math.multiplyHigh(a.longValue(), b.longValue());
      long low = a.longValue() * b.longValue();
      if (high == low >> 63) {
        return Int.of(low);
      }
    }
    BigInteger left = a.bigValue();
    BigInteger right = b.bigValue();
    charge(left.bitLength() + (long) right.bitLength(), x);
    return Int.of(left.multiply(right));
  }

  /// Space in proportion to the bits, time in proportion to their square root on top.
  private static void charge(long bits, Execution x) {
    x.meter().items(bits > MAX_BITS ? x.meter().budget().items() + 1 : bits / 8);
    long words = bits / 64;
    x.meter().steps(words * (1 + (long) Math.sqrt((double) words)) / 64);
  }

  /// The quotient rounded once, as CPython does, also where neither number fits a double.
  static double divide(Int a, Int b) {
    if (b.sign() == 0) {
      throw TemplateException.of("ZeroDivisionError", "division by zero");
    }
    if (isExactDouble(a) && isExactDouble(b)) {
      return (double) a.longValue() / b.longValue();
    }
    return divide(a.bigValue(), b.bigValue());
  }

  private static boolean isExactDouble(Int value) {
    return value.isLong()
        && Math.abs(value.longValue()) <= 1L << 53
        && value.longValue() > -(1L << 53);
  }

  private static double divide(BigInteger a, BigInteger b) {
    if (a.signum() == 0) {
      return b.signum() < 0 ? -0.0 : 0.0;
    }
    BigInteger numerator = a.abs();
    BigInteger denominator = b.abs();
    int shift = QUOTIENT_BITS - (numerator.bitLength() - denominator.bitLength());
    if (shift > 0) {
      numerator = numerator.shiftLeft(shift);
    } else {
      denominator = denominator.shiftLeft(-shift);
    }
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    // One more bit says whether something was cut off, so that rounding happens only once.
    BigInteger quotient = parts[0].shiftLeft(1);
    if (parts[1].signum() != 0) {
      quotient = quotient.setBit(0);
    }
    double result = Math.scalb(quotient.doubleValue(), -shift - 1);
    if (Double.isInfinite(result)) {
      throw TemplateException.of("OverflowError", "integer division result too large for a float");
    }
    return a.signum() == b.signum() ? result : -result;
  }

  static Int floorDivide(Int a, Int b) {
    if (b.sign() == 0) {
      throw TemplateException.of("ZeroDivisionError", "integer division or modulo by zero");
    }
    if (a.isLong() && b.isLong() && b.longValue() != -1) {
      return Int.of(Math.floorDiv(a.longValue(), b.longValue()));
    }
    BigInteger[] parts = a.bigValue().divideAndRemainder(b.bigValue());
    boolean isBelow = parts[1].signum() != 0 && parts[1].signum() != b.sign();
    return Int.of(isBelow ? parts[0].subtract(BigInteger.ONE) : parts[0]);
  }

  static Int modulo(Int a, Int b) {
    if (b.sign() == 0) {
      throw TemplateException.of("ZeroDivisionError", "integer modulo by zero");
    }
    if (a.isLong() && b.isLong()) {
      return Int.of(Math.floorMod(a.longValue(), b.longValue()));
    }
    BigInteger rest = a.bigValue().remainder(b.bigValue());
    return Int.of(rest.signum() != 0 && rest.signum() != b.sign() ? rest.add(b.bigValue()) : rest);
  }

  static Value power(Int a, Int b, Execution x) {
    if (b.sign() < 0) {
      return FloatArithmetic.apply(Operator.POWER, Arithmetic.toDouble(a), Arithmetic.toDouble(b));
    }
    if (a.isLong() && Math.abs(a.longValue()) <= 1) {
      boolean isOdd = b.bigValue().testBit(0);
      return b.sign() == 0 ? Int.ONE : a.longValue() < 0 && !isOdd ? Int.ONE : a;
    }
    BigInteger base = a.bigValue();
    long exponent = b.isLong() ? Math.min(b.longValue(), MAX_BITS + 1) : MAX_BITS + 1;
    // The bits of a power are at most the bits of the base times the exponent.
    charge(base.bitLength() * exponent, x);
    return Int.of(base.pow((int) exponent));
  }
}
