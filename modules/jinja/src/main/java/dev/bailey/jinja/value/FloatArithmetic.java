package dev.bailey.jinja.value;

/// Floats as CPython computes with them.
final class FloatArithmetic {
  private FloatArithmetic() {}

  static Value apply(Operator operator, double a, double b) {
    if (operator == Operator.POWER && isComplex(a, b)) {
      return ComplexValue.power(a, b);
    }
    return Float.of(
        switch (operator) {
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case MULTIPLY -> a * b;
          case DIVIDE -> a / checked(b, "float division by zero");
          case FLOOR_DIVIDE -> floorDivide(a, checked(b, "float floor division by zero"));
          case MODULO -> modulo(a, checked(b, "float modulo"));
          case POWER -> power(a, b);
        });
  }

  /// Whether the power is no real number: that of a negative one to a fraction.
  private static boolean isComplex(double a, double b) {
    return a < 0 && Double.isFinite(a) && Double.isFinite(b) && b != Math.rint(b);
  }

  private static double checked(double divisor, String message) {
    if (divisor == 0) {
      throw TemplateException.of("ZeroDivisionError", message);
    }
    return divisor;
  }

  /// The remainder has the sign of the divisor.
  static double modulo(double a, double b) {
    double rest = a % b;
    if (rest == 0) {
      return Math.copySign(0.0, b);
    }
    return (b < 0) != (rest < 0) ? rest + b : rest;
  }

  private static double floorDivide(double a, double b) {
    double rest = a % b;
    double quotient = (a - rest) / b;
    if (rest != 0 && (b < 0) != (rest < 0)) {
      quotient -= 1;
    }
    if (quotient == 0) {
      return Math.copySign(0.0, a / b);
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  static double power(double a, double b) {
    if (a == 0 && b < 0) {
      throw TemplateException.of("ZeroDivisionError", "0.0 cannot be raised to a negative power");
    }
    if (a == 1) {
      return 1;
    }
    if (a == -1 && Double.isInfinite(b)) {
      return 1;
    }
    double result = Math.pow(a, b);
    if (Double.isInfinite(result) && Double.isFinite(a) && Double.isFinite(b)) {
      throw TemplateException.of("OverflowError", "(34, 'Numerical result out of range')");
    }
    return result;
  }
}
