package dev.bailey.jinja.value;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/// The methods of `decimal.Decimal`.
final class DecimalMethods {
  static final Map<String, Method> ALL =
      Map.ofEntries(
          entry("quantize", DecimalMethods::quantize),
          entry("normalize", DecimalMethods::normalize),
          entry("to_integral_value", DecimalMethods::toIntegral),
          entry("copy_abs", (self, a, x) -> DecimalValue.of(value(self).abs())),
          entry("copy_negate", (self, a, x) -> DecimalValue.of(value(self).negate())),
          entry("sqrt", DecimalMethods::sqrt),
          entry("is_zero", (self, a, x) -> Bool.of(value(self).signum() == 0)),
          entry("is_signed", (self, a, x) -> Bool.of(value(self).signum() < 0)),
          entry("is_nan", (self, a, x) -> Bool.FALSE),
          entry("is_infinite", (self, a, x) -> Bool.FALSE),
          entry("is_finite", (self, a, x) -> Bool.TRUE),
          entry("adjusted", DecimalMethods::adjusted),
          entry("to_eng_string", (self, a, x) -> Str.of(value(self).toEngineeringString())),
          entry("conjugate", (self, a, x) -> self));

  private static final Parameters QUANTIZE = Parameters.of("quantize", "exp, rounding=, context=");
  private static final Parameters TO_INTEGRAL =
      Parameters.of("to_integral_value", "rounding=, context=");

  private DecimalMethods() {}

  private static BigDecimal value(Value self) {
    return ((DecimalValue) self).value();
  }

  private static RoundingMode mode(Value name) {
    return switch (name.str()) {
      case "None", "ROUND_HALF_EVEN" -> RoundingMode.HALF_EVEN;
      case "ROUND_HALF_UP" -> RoundingMode.HALF_UP;
      case "ROUND_HALF_DOWN" -> RoundingMode.HALF_DOWN;
      case "ROUND_UP" -> RoundingMode.UP;
      case "ROUND_DOWN" -> RoundingMode.DOWN;
      case "ROUND_CEILING" -> RoundingMode.CEILING;
      case "ROUND_FLOOR" -> RoundingMode.FLOOR;
      default ->
          throw TemplateException.typeError(
              "valid values for rounding are: [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,"
                  + " ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]");
    };
  }

  private static Value quantize(Value self, Arguments a, Execution x) {
    var bound = QUANTIZE.bind(a);
    Value exponent = bound.get(0);
    if (!(exponent instanceof DecimalValue
        || exponent instanceof Int
        || exponent instanceof Bool)) {
      throw TemplateException.typeError(
          "conversion from " + exponent.typeName() + " to Decimal is not supported");
    }
    int scale = DecimalArithmetic.toDecimal(exponent).scale();
    BigDecimal value = value(self);
    long digits = (long) value.precision() - value.scale() + scale;
    if (value.signum() != 0 && digits > DecimalArithmetic.CONTEXT.getPrecision()) {
      throw invalid();
    }
    BigDecimal result = value.setScale(scale, mode(bound.get(1, None.NONE)));
    if (result.precision() > DecimalArithmetic.CONTEXT.getPrecision()) {
      throw invalid();
    }
    return DecimalValue.of(result);
  }

  private static TemplateException invalid() {
    return TemplateException.of("InvalidOperation", "[<class 'decimal.InvalidOperation'>]");
  }

  private static Value normalize(Value self, Arguments a, Execution x) {
    Args.none("Decimal", "normalize", a);
    BigDecimal rounded = value(self).round(DecimalArithmetic.CONTEXT);
    return DecimalValue.of(rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros());
  }

  private static Value toIntegral(Value self, Arguments a, Execution x) {
    var mode = mode(TO_INTEGRAL.bind(a).get(0, None.NONE));
    BigDecimal value = value(self);
    return DecimalValue.of(value.scale() <= 0 ? value : value.setScale(0, mode));
  }

  private static Value sqrt(Value self, Arguments a, Execution x) {
    if (value(self).signum() < 0) {
      throw invalid();
    }
    return DecimalValue.of(value(self).sqrt(DecimalArithmetic.CONTEXT));
  }

  private static Value adjusted(Value self, Arguments a, Execution x) {
    BigDecimal value = value(self);
    return Int.of((long) value.precision() - value.scale() - 1);
  }
}
