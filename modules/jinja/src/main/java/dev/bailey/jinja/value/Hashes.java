package dev.bailey.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Hashes that agree wherever Python's `==` does: an integer hashes alike as int, float, bool and
/// Decimal.
final class Hashes {
  private Hashes() {}

  static int of(long value) {
    return Long.hashCode(value);
  }

  static int of(BigInteger value) {
    return value.bitLength() < Long.SIZE ? of(value.longValue()) : value.hashCode();
  }

  static int of(double value) {
    if (value == (long) value && Math.abs(value) < 0x1p62) {
      return of((long) value);
    }
    return Double.isFinite(value) ? of(new BigDecimal(value)) : Double.hashCode(value);
  }

  static int of(BigDecimal value) {
    if (value.signum() == 0) {
      return 0;
    }
    BigDecimal plain = value.stripTrailingZeros();
    // A huge exponent must not be written out; only a double can be equal to such a number, and
    // doubles end at 1e308.
    if (plain.scale() <= 0 && plain.precision() - plain.scale() <= 400) {
      return of(plain.toBigIntegerExact());
    }
    return plain.hashCode();
  }
}
