package dev.bailey.jinja.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Decimals by a [FormatSpec]: they keep their own digits where floats would show six.
final class DecimalFormat {
  private DecimalFormat() {}

  /// The text of `value`, which is not negative, without padding.
  static String format(BigDecimal value, FormatSpec spec) {
    char type = spec.type() == 'n' ? 'g' : spec.type();
    String text =
        switch (Character.toLowerCase(type)) {
          case 'e' -> scientific(value, spec.precision());
          case 'f' -> fixed(value, spec.precision());
          case '%' -> fixed(value.movePointRight(2), spec.precision());
          case 'g', 0 -> general(value, spec.precision());
          default -> throw TemplateException.valueError("invalid format string");
        };
    boolean isUpper = type == 0 || Character.isUpperCase(type);
    return isUpper ? text.toUpperCase(Locale.ROOT) : text;
  }

  private static String scientific(BigDecimal value, int precision) {
    BigDecimal rounded =
        precision < 0 ? value : value.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    String digits = rounded.unscaledValue().toString();
    int exponent =
        rounded.signum() == 0
            ? -rounded.scale() + (precision < 0 ? 0 : precision)
            : rounded.precision() - rounded.scale() - 1;
    if (precision >= 0 && digits.length() < precision + 1) {
      digits = digits + "0".repeat(precision + 1 - digits.length());
    }
    return mantissa(digits) + exponent(exponent);
  }

  private static String mantissa(String digits) {
    return digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
  }

  /// One digit is enough here, unlike in floats.
  private static String exponent(int exponent) {
    return "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }

  private static String fixed(BigDecimal value, int precision) {
    int scale = precision < 0 ? Math.max(0, value.scale()) : precision;
    return value.setScale(scale, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String general(BigDecimal value, int precision) {
    BigDecimal rounded =
        precision < 0 || value.precision() <= Math.max(1, precision)
            ? value
            : value.round(new MathContext(Math.max(1, precision), RoundingMode.HALF_EVEN));
    return rounded.toString();
  }
}
