package dev.bailey.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/// Numbers by a [FormatSpec].
final class NumberFormat {
  private NumberFormat() {}

  static String format(Int value, FormatSpec spec, String typeName, Execution x) {
    return switch (spec.type()) {
      case 0, 'd', 'n' -> integer(value, spec, "", 3, x);
      case 'b' -> integer(value, spec, "0b", 4, x);
      case 'o' -> integer(value, spec, "0o", 4, x);
      case 'x' -> integer(value, spec, "0x", 4, x);
      case 'X' -> integer(value, spec, "0X", 4, x);
      case 'c' -> character(value, spec, x);
      case 'e', 'E', 'f', 'F', 'g', 'G', '%' ->
          format(Float.of(Arithmetic.toDouble(value)), spec, x);
      default -> throw spec.unknownCode(typeName);
    };
  }

  private static String integer(Int value, FormatSpec spec, String base, int group, Execution x) {
    if (spec.precision() >= 0) {
      throw TemplateException.valueError("Precision not allowed in integer format specifier");
    }
    if (spec.noNegativeZero()) {
      throw TemplateException.valueError(
          "Negative zero coercion (z) not allowed in format specifier with integer format code '"
              + (spec.type() == 0 ? 'd' : spec.type())
              + "'");
    }
    if (spec.grouping() != 0
        && (spec.type() == 'n' || (spec.grouping() == ',' && !base.isEmpty()))) {
      throw cannotGroup(spec);
    }
    String digits = digits(value, spec.type());
    String prefix = sign(value.sign() < 0, spec) + (spec.isAlternate() ? base : "");
    return assemble(prefix, digits, "", group, spec, x);
  }

  private static TemplateException cannotGroup(FormatSpec spec) {
    return TemplateException.valueError(
        "Cannot specify '" + spec.grouping() + "' with '" + spec.type() + "'.");
  }

  /// The digits without a sign.
  static String digits(Int value, char type) {
    int radix =
        switch (type) {
          case 'b' -> 2;
          case 'o' -> 8;
          case 'x', 'X' -> 16;
          default -> 10;
        };
    BigInteger size = value.bigValue().abs();
    String digits = radix == 10 ? Integers.decimal(size) : size.toString(radix);
    return type == 'X' ? digits.toUpperCase(Locale.ROOT) : digits;
  }

  private static String sign(boolean isNegative, FormatSpec spec) {
    return isNegative ? "-" : spec.sign() == '+' || spec.sign() == ' ' ? "" + spec.sign() : "";
  }

  private static String character(Int value, FormatSpec spec, Execution x) {
    if (spec.sign() != 0) {
      throw TemplateException.valueError("Sign not allowed with integer format specifier 'c'");
    }
    if (spec.isAlternate()) {
      throw TemplateException.valueError(
          "Alternate form (#) not allowed with integer format specifier 'c'");
    }
    if (spec.precision() >= 0) {
      throw TemplateException.valueError("Precision not allowed in integer format specifier");
    }
    if (spec.grouping() != 0) {
      throw cannotGroup(spec);
    }
    if (!value.isLong() || value.longValue() < 0 || value.longValue() > Character.MAX_CODE_POINT) {
      throw TemplateException.of("OverflowError", "%c arg not in range(0x110000)");
    }
    return spec.pad("", Character.toString((int) value.longValue()), '>', x);
  }

  static String format(Float value, FormatSpec spec, Execution x) {
    double number = value.value();
    checkPrecision(spec, x);
    if (spec.grouping() != 0 && spec.type() == 'n') {
      throw cannotGroup(spec);
    }
    String text =
        switch (spec.type()) {
          case 0 -> untyped(number, spec);
          case 'n' -> FloatFormat.format(number, 'g', precision(spec), spec.isAlternate());
          case '%' -> FloatFormat.format(number * 100, 'f', precision(spec), spec.isAlternate());
          case 'e', 'E', 'f', 'F', 'g', 'G' ->
              FloatFormat.format(number, spec.type(), precision(spec), spec.isAlternate());
          default -> throw spec.unknownCode("float");
        };
    boolean isNegative = (number < 0 || 1 / number < 0) && !Double.isNaN(number);
    if (spec.noNegativeZero() && isNegative && isZero(text)) {
      isNegative = false;
    }
    return finish(text, isNegative, spec, x);
  }

  private static boolean isZero(String text) {
    for (int i = 0; i < text.length() && text.charAt(i) != 'e'; i++) {
      if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
        return false;
      }
    }
    return true;
  }

  private static void checkPrecision(FormatSpec spec, Execution x) {
    if (spec.precision() > FloatFormat.MAX_PRECISION) {
      throw TemplateException.valueError("precision too big");
    }
    x.meter().items(Math.max(0, spec.precision()));
  }

  private static int precision(FormatSpec spec) {
    return spec.precision() < 0 ? 6 : spec.precision();
  }

  private static String untyped(double number, FormatSpec spec) {
    if (!Double.isFinite(number)) {
      return FloatText.repr(Math.abs(number));
    }
    if (spec.precision() < 0) {
      String text = FloatText.repr(Math.abs(number));
      return spec.isAlternate() && text.indexOf('.') < 0 ? text.replace("e", ".e") : text;
    }
    return FloatFormat.general(
        new BigDecimal(Math.abs(number)), Math.max(1, spec.precision()), spec.isAlternate(), true);
  }

  static String format(DecimalValue value, FormatSpec spec, Execution x) {
    checkPrecision(spec, x);
    BigDecimal number = value.value();
    String text = DecimalFormat.format(number.abs(), spec);
    return finish(text, number.signum() < 0, spec, x);
  }

  private static String finish(String text, boolean isNegative, FormatSpec spec, Execution x) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    String rest = text.substring(end) + (spec.type() == '%' ? "%" : "");
    return assemble(sign(isNegative, spec), text.substring(0, end), rest, 3, spec, x);
  }

  /// Sign, grouped whole digits and the rest; zeros that fill up are grouped with them.
  private static String assemble(
      String prefix, String digits, String rest, int group, FormatSpec spec, Execution x) {
    boolean fillsWithZeros = spec.fill() == '0' && spec.align() == '=';
    x.meter().items(digits.length() + (long) rest.length());
    if (spec.grouping() == 0 || digits.isEmpty()) {
      return spec.pad(prefix, digits + rest, '>', x);
    }
    int least = fillsWithZeros ? spec.width() - prefix.length() - rest.length() : 0;
    x.meter().items(Math.max(0, least));
    int size = digits.length();
    while (size + (size - 1) / group < least) {
      size++;
    }
    String all = "0".repeat(size - digits.length()) + digits;
    return spec.pad(prefix, grouped(all, spec.grouping(), group) + rest, '>', x);
  }

  private static String grouped(String digits, char separator, int group) {
    var out = new StringBuilder(digits.length() * 4 / 3 + 1);
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % group == 0) {
        out.append(separator);
      }
      out.append(digits.charAt(i));
    }
    return out.toString();
  }
}
