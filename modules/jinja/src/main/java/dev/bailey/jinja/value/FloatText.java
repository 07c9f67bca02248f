package dev.bailey.jinja.value;

import java.math.BigDecimal;
import java.math.MathContext;

/// Floats as CPython prints them: the shortest digits that read back as the same number, in plain
/// notation between 1e-4 and 1e16.
public final class FloatText {
  private static final int LAST_PLAIN_EXPONENT = 15;
  private static final int FIRST_PLAIN_EXPONENT = -4;

  private FloatText() {}

  /// `repr(value)`.
  public static String repr(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    if (value == (long) value && Math.abs(value) < 1e15) {
      return (long) value + ".0";
    }
    return shortest(value);
  }

  private static String shortest(double value) {
    // Since JDK 19 Double.toString gives the shortest digits, as CPython's repr does.
    BigDecimal decimal = single(value, new BigDecimal(Double.toString(value)).stripTrailingZeros());
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = decimal.precision() - decimal.scale() - 1;
    var out = new StringBuilder(26);
    if (value < 0) {
      out.append('-');
    }
    if (exponent < FIRST_PLAIN_EXPONENT || exponent > LAST_PLAIN_EXPONENT) {
      return scientific(out, digits, exponent);
    }
    return plain(out, digits, exponent);
  }

  /// Java prints two digits at least; for the smallest numbers one is enough.
  private static BigDecimal single(double value, BigDecimal decimal) {
    if (decimal.precision() != 2) {
      return decimal;
    }
    BigDecimal rounded = decimal.round(new MathContext(1));
    return rounded.doubleValue() == value ? rounded : decimal;
  }

  private static String scientific(StringBuilder out, String digits, int exponent) {
    out.append(digits.charAt(0));
    if (digits.length() > 1) {
      out.append('.').append(digits, 1, digits.length());
    }
    return appendExponent(out, exponent).toString();
  }

  /// `e+16`, `e-07`: a sign always, two digits at least.
  static StringBuilder appendExponent(StringBuilder out, int exponent) {
    out.append('e').append(exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    if (size < 10) {
      out.append('0');
    }
    return out.append(size);
  }

  private static String plain(StringBuilder out, String digits, int exponent) {
    if (exponent < 0) {
      return out.append("0.").repeat('0', -exponent - 1).append(digits).toString();
    }
    int whole = exponent + 1;
    if (digits.length() <= whole) {
      return out.append(digits).repeat('0', whole - digits.length()).append(".0").toString();
    }
    return out.append(digits, 0, whole)
        .append('.')
        .append(digits, whole, digits.length())
        .toString();
  }
}
