package dev.bailey.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Texts and floats as numbers: `int(x)`, `float(x)` and `round(x)`.
public final class Numbers {
  private Numbers() {}

  /// The integer part; ValueError or OverflowError when there is none.
  public static Int truncate(double value) {
    if (Double.isNaN(value)) {
      throw TemplateException.valueError("cannot convert float NaN to integer");
    }
    if (Double.isInfinite(value)) {
      throw TemplateException.of("OverflowError", "cannot convert float infinity to integer");
    }
    return Math.abs(value) < 0x1p62
        ? Int.of((long) value)
        : Int.of(new BigDecimal(value).toBigInteger());
  }

  /// `text.isdigit()`.
  public static boolean isDigits(String text) {
    return StrCase.all(text, Characters::isDigit);
  }

  /// What `int(text, base)` gives, or null when it raises ValueError.
  ///
  /// @param base 2 to 36, or 0 to go by the prefix
  public static @Nullable Int parseInt(String text, int base) {
    String digits = StrSplit.stripSpace(text, true, true);
    boolean isNegative = digits.startsWith("-");
    if (isNegative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    int prefixBase = prefixBase(digits);
    if (prefixBase > 0 && (base == 0 || base == prefixBase)) {
      digits = digits.substring(digits.startsWith("_", 2) ? 3 : 2);
    } else if (base == 0 && digits.startsWith("0") && !digits.matches("0[0_]*")) {
      return null;
    }
    int radix = base != 0 ? base : prefixBase > 0 ? prefixBase : 10;
    String plain = plainDigits(digits, radix);
    if (plain == null) {
      return null;
    }
    var value =
        plain.length() < 18 && radix == 10
            ? BigInteger.valueOf(Long.parseLong(plain))
            : new BigInteger(plain, radix);
    return Int.of(isNegative ? value.negate() : value);
  }

  private static int prefixBase(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 0;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 0;
    };
  }

  /// ASCII digits without single underscores between them, or null when there is anything else.
  private static @Nullable String plainDigits(String digits, int radix) {
    var plain = new StringBuilder(digits.length());
    boolean isAfterDigit = false;
    for (int i = 0; i < digits.length(); ) {
      int c = digits.codePointAt(i);
      i += Character.charCount(c);
      if (c == '_') {
        if (!isAfterDigit || i == digits.length()) {
          return null;
        }
        isAfterDigit = false;
        continue;
      }
      int digit = Character.digit(c, radix);
      if (digit < 0 || (c > 0x7f && !Characters.isDecimal(c))) {
        return null;
      }
      plain.append(Character.forDigit(digit, radix));
      isAfterDigit = true;
    }
    if (radix == 10 && plain.length() > Integers.MAX_DIGITS) {
      return null;
    }
    return plain.isEmpty() ? null : plain.toString();
  }

  /// What `float(text)` gives, or null when it raises ValueError.
  public static @Nullable Float parseFloat(String text) {
    String stripped = StrSplit.stripSpace(text, true, true);
    String unsigned =
        stripped.startsWith("-") || stripped.startsWith("+") ? stripped.substring(1) : stripped;
    double sign = stripped.startsWith("-") ? -1 : 1;
    switch (StrCase.lower(unsigned)) {
      case "inf", "infinity" -> {
        return Float.of(sign * Double.POSITIVE_INFINITY);
      }
      case "nan" -> {
        return Float.of(Double.NaN);
      }
      default -> {}
    }
    return isFloat(unsigned) ? Float.of(sign * Double.parseDouble(ascii(unsigned))) : null;
  }

  private static String ascii(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c != '_')
        .forEach(c ->
            out.append(
                Characters.isDecimal(c)
                    ? Character.forDigit(Character.digit(c, 10), 10)
                    : (char) c));
    return out.toString();
  }

  /// Digits, at most one point, at most one exponent; underscores only between digits.
  private static boolean isFloat(String text) {
    int at = digits(text, 0);
    int count = at;
    if (at < text.length() && text.charAt(at) == '.') {
      int end = digits(text, at + 1);
      count += end - at - 1;
      at = end;
    }
    if (count == 0) {
      return false;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      int end = digits(text, at);
      if (end == at) {
        return false;
      }
      at = end;
    }
    return at == text.length();
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean isBetween =
          c == '_'
              && at > from
              && Characters.isDecimal(text.charAt(at - 1))
              && at + 1 < text.length()
              && Characters.isDecimal(text.charAt(at + 1));
      if (!Characters.isDecimal(c) && !isBetween) {
        break;
      }
      at++;
    }
    return at;
  }

  /// `round(value, digits)` of a float: half to even on the exact value.
  public static double round(double value, int digits) {
    if (!Double.isFinite(value) || digits > 323) {
      return value;
    }
    if (digits < -308) {
      return Math.copySign(0.0, value);
    }
    double rounded = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
    if (Double.isInfinite(rounded)) {
      throw TemplateException.of("OverflowError", "rounded value too large to represent");
    }
    return rounded == 0 ? Math.copySign(0.0, value) : rounded;
  }
}
