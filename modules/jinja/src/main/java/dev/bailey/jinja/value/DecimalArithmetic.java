package dev.bailey.jinja.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Decimals in Python's default context: 28 digits, half to even.
final class DecimalArithmetic {
  static final MathContext CONTEXT = new MathContext(28, RoundingMode.HALF_EVEN);

  /// The exponent's limit in Python's default context; beyond it BigDecimal would also grow.
  private static final int MAX_EXPONENT = 999_999;

  private DecimalArithmetic() {}

  static @Nullable Value apply(Operator operator, Value a, Value b) {
    BigDecimal x = toDecimal(a);
    BigDecimal y = toDecimal(b);
    return switch (operator) {
      case ADD -> rounded(sum(x, y));
      case SUBTRACT -> rounded(sum(x, y.negate()));
      case MULTIPLY -> rounded(x.multiply(y));
      case DIVIDE -> divide(x, y);
      case FLOOR_DIVIDE -> floorDivide(x, y);
      case MODULO -> modulo(x, y);
      case POWER -> power(x, y);
    };
  }

  static BigDecimal toDecimal(Value value) {
    return switch (value) {
      case DecimalValue d -> d.value();
      case Int i when i.isLong() -> BigDecimal.valueOf(i.longValue());
      case Int i -> new BigDecimal(i.bigValue());
      case Bool b -> b.truth() ? BigDecimal.ONE : BigDecimal.ZERO;
      default -> throw new IllegalArgumentException("not a decimal: " + value.typeName());
    };
  }

  /// The value in the context's precision.
  static DecimalValue rounded(BigDecimal value) {
    BigDecimal result = value.round(CONTEXT);
    long exponent = (long) result.precision() - result.scale() - 1;
    if (exponent > MAX_EXPONENT && result.signum() != 0) {
      throw TemplateException.of("Overflow", "[<class 'decimal.Overflow'>]");
    }
    return DecimalValue.of(result);
  }

  static DecimalValue negate(DecimalValue value) {
    return rounded(value.value().negate());
  }

  private static BigDecimal sum(BigDecimal a, BigDecimal b) {
    // Java's rounded addition drops the scale of a zero, the exact one can blow up.
    return Math.abs((long) a.scale() - b.scale()) < 10_000 ? a.add(b) : a.add(b, CONTEXT);
  }

  private static Value divide(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw divisionByZero(a);
    }
    return rounded(a.divide(b, CONTEXT));
  }

  private static TemplateException divisionByZero(BigDecimal a) {
    return a.signum() == 0
        ? TemplateException.of("InvalidOperation", "[<class 'decimal.DivisionUndefined'>]")
        : TemplateException.of("DivisionByZero", "[<class 'decimal.DivisionByZero'>]");
  }

  /// Towards zero, unlike integers.
  private static Value floorDivide(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw divisionByZero(a);
    }
    BigDecimal quotient = checkedQuotient(a, b);
    return DecimalValue.of(quotient.setScale(0, RoundingMode.DOWN));
  }

  private static Value modulo(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw a.signum() == 0
          ? divisionByZero(a)
          : TemplateException.of("InvalidOperation", "[<class 'decimal.InvalidOperation'>]");
    }
    BigDecimal quotient = checkedQuotient(a, b).setScale(0, RoundingMode.DOWN);
    BigDecimal rest = a.subtract(quotient.multiply(b));
    int scale = Math.max(a.scale(), b.scale());
    return rounded(rest.setScale(Math.max(rest.scale(), scale), RoundingMode.UNNECESSARY));
  }

  /// The quotient's integer part must fit the precision.
  private static BigDecimal checkedQuotient(BigDecimal a, BigDecimal b) {
    long digits = (long) a.precision() - a.scale() - b.precision() + b.scale();
    if (digits > CONTEXT.getPrecision()) {
      throw TemplateException.of("InvalidOperation", "[<class 'decimal.DivisionImpossible'>]");
    }
    return digits < -1 ? BigDecimal.ZERO : a.divideToIntegralValue(b);
  }

  private static @Nullable Value power(BigDecimal a, BigDecimal b) {
    boolean isWhole = b.signum() == 0 || b.stripTrailingZeros().scale() <= 0;
    if (isWhole && b.abs().compareTo(BigDecimal.valueOf(999_999)) <= 0) {
      return wholePower(a, b.intValueExact());
    }
    if (a.signum() < 0) {
      throw TemplateException.of("InvalidOperation", "[<class 'decimal.InvalidOperation'>]");
    }
    return rounded(BigDecimal.valueOf(Math.pow(a.doubleValue(), b.doubleValue())));
  }

  private static Value wholePower(BigDecimal a, int exponent) {
    if (exponent == 0 && a.signum() == 0) {
      throw TemplateException.of("InvalidOperation", "[<class 'decimal.InvalidOperation'>]");
    }
    if (exponent >= 0) {
      var exact = new MathContext(CONTEXT.getPrecision() + 12, RoundingMode.HALF_EVEN);
      BigDecimal power =
          exponent < 64 ? a.pow(exponent, MathContext.UNLIMITED) : a.pow(exponent, exact);
      return rounded(power);
    }
    if (a.signum() == 0) {
      throw TemplateException.of("DivisionByZero", "[<class 'decimal.DivisionByZero'>]");
    }
    var exact = new MathContext(CONTEXT.getPrecision() + 12, RoundingMode.HALF_EVEN);
    return rounded(BigDecimal.ONE.divide(a.pow(-exponent, exact), CONTEXT));
  }
}
