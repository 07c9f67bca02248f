package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.DecimalValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Numbers;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// `round(x, digits)`, `math.ceil` and `math.floor`.
final class Rounding {
  private static final int MAX_DIGITS = 5000;

  private Rounding() {}

  static Value round(Value value, int digits, Execution x) {
    return switch (value) {
      case Float f -> Float.of(Numbers.round(f.value(), digits));
      case Int i -> round(i, digits);
      case Bool b -> round(Int.of(b.truth() ? 1 : 0), digits);
      case DecimalValue d -> round(d, digits);
      default ->
          throw TemplateException.typeError(
              "type " + value.typeName() + " doesn't define __round__ method");
    };
  }

  private static Value round(Int value, int digits) {
    if (digits >= 0) {
      return value;
    }
    if (digits < -MAX_DIGITS) {
      return Int.ZERO;
    }
    return Int.of(
        new BigDecimal(value.bigValue())
            .setScale(digits, RoundingMode.HALF_EVEN)
            .toBigIntegerExact());
  }

  private static Value round(DecimalValue value, int digits) {
    BigDecimal rounded =
        Math.abs(digits) > MAX_DIGITS
            ? null
            : value.value().setScale(digits, RoundingMode.HALF_EVEN);
    if (rounded == null || rounded.precision() > 28) {
      throw TemplateException.of("InvalidOperation", "[<class 'decimal.InvalidOperation'>]");
    }
    return DecimalValue.of(rounded);
  }

  static Value whole(Value value, boolean isUp) {
    var mode = isUp ? RoundingMode.CEILING : RoundingMode.FLOOR;
    return switch (value) {
      case Int i -> i;
      case Bool b -> Int.of(b.truth() ? 1 : 0);
      case Float f ->
          Double.isFinite(f.value())
              ? Int.of(new BigDecimal(f.value()).setScale(0, mode).toBigIntegerExact())
              : Numbers.truncate(f.value());
      case DecimalValue d -> Int.of(d.value().setScale(0, mode).toBigIntegerExact());
      case Undefined undefined -> throw undefined.error();
      default -> throw TemplateException.typeError("must be real number, not " + value.typeName());
    };
  }
}
