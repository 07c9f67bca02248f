package dev.bailey.jinja.value;

import java.math.BigInteger;

/// What integers need beyond `long`.
final class Integers {
  /// CPython's `sys.int_info.default_max_str_digits`: longer ones refuse to become text.
  static final int MAX_DIGITS = 4300;

  /// Below this many bits a number has certainly no more than [#MAX_DIGITS] digits.
  private static final int SURELY_SHORT_BITS = 14_000;

  private Integers() {}

  /// The decimal digits; quadratic in length, hence limited as CPython limits it.
  static String decimal(BigInteger value) {
    if (value.bitLength() < SURELY_SHORT_BITS) {
      return value.toString();
    }
    if (value.bitLength() < 2 * SURELY_SHORT_BITS) {
      String text = value.toString();
      if (text.length() - (value.signum() < 0 ? 1 : 0) <= MAX_DIGITS) {
        return text;
      }
    }
    throw TemplateException.valueError(
        "Exceeds the limit (4300 digits) for integer string conversion; "
            + "use sys.set_int_max_str_digits() to increase the limit");
  }
}
