package dev.bailey.jinja.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers with a given count of digits: C's `%e`, `%f` and `%g`, rounded half to even on the exact
/// value.
final class FloatFormat {
  /// What CPython refuses as well (INT_MAX), but far below what would be slow.
  static final int MAX_PRECISION = 1_000_000;

  private FloatFormat() {}

  /// The size of `value`, without a sign.
  ///
  /// @param type one of e, E, f, F, g, G
  /// @param isAlternate whether a point and trailing zeros always show
  static String format(double value, char type, int precision, boolean isAlternate) {
    if (!Double.isFinite(value)) {
      String word = Double.isNaN(value) ? "nan" : "inf";
      return Character.isUpperCase(type) ? word.toUpperCase(Locale.ROOT) : word;
    }
    var exact = new BigDecimal(Math.abs(value));
    String text =
        switch (Character.toLowerCase(type)) {
          case 'e' -> scientific(exact, precision, isAlternate);
          case 'f' -> fixed(exact, precision, isAlternate);
          default -> general(exact, Math.max(precision, 1), isAlternate, false);
        };
    return Character.isUpperCase(type) ? text.toUpperCase(Locale.ROOT) : text;
  }

  static String fixed(BigDecimal value, int precision, boolean isAlternate) {
    String text = value.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    return isAlternate && precision == 0 ? text + "." : text;
  }

  static String scientific(BigDecimal value, int precision, boolean isAlternate) {
    BigDecimal rounded = value.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    String digits = digits(rounded, precision + 1);
    int exponent = exponent(rounded);
    return scientific(digits, exponent, isAlternate);
  }

  private static String scientific(String digits, int exponent, boolean isAlternate) {
    var out = new StringBuilder(digits.length() + 6).append(digits.charAt(0));
    if (digits.length() > 1 || isAlternate) {
      out.append('.').append(digits, 1, digits.length());
    }
    return FloatText.appendExponent(out, exponent).toString();
  }

  private static int exponent(BigDecimal value) {
    return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
  }

  /// Exactly `count` digits, zeros added at the end.
  private static String digits(BigDecimal value, int count) {
    String digits = value.signum() == 0 ? "0" : value.unscaledValue().toString();
    return digits.length() < count
        ? digits + "0".repeat(count - digits.length())
        : digits.substring(0, count);
  }

  /// `%g`, or what a float prints with a precision but no type.
  ///
  /// @param asFloat whether a digit after the point always shows
  static String general(BigDecimal value, int precision, boolean isAlternate, boolean asFloat) {
    BigDecimal rounded = value.round(new MathContext(precision, RoundingMode.HALF_EVEN));
    int exponent = exponent(rounded);
    String digits = digits(rounded, precision);
    if (!isAlternate) {
      int end = digits.length();
      while (end > 1 && digits.charAt(end - 1) == '0') {
        end--;
      }
      digits = digits.substring(0, end);
    }
    if (exponent < -4 || exponent >= precision - (asFloat ? 1 : 0)) {
      return scientific(digits, exponent, isAlternate);
    }
    String text = plain(digits, exponent, isAlternate);
    return asFloat && text.indexOf('.') < 0 ? text + ".0" : text;
  }

  private static String plain(String digits, int exponent, boolean isAlternate) {
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    int whole = exponent + 1;
    if (digits.length() <= whole) {
      return digits + "0".repeat(whole - digits.length()) + (isAlternate ? "." : "");
    }
    return digits.substring(0, whole) + "." + digits.substring(whole);
  }
}
