package dev.bailey.jinja.value;

import org.jspecify.annotations.Nullable;

/// Python's `complex`, which templates meet as the root of a negative number.
public final class ComplexValue extends HostValue {
  private final double real;
  private final double imaginary;

  private ComplexValue(double real, double imaginary) {
    this.real = real;
    this.imaginary = imaginary;
  }

  /// `base ** exponent` where that is no real number.
  static ComplexValue power(double base, double exponent) {
    return new ComplexValue(base, 0).power(new ComplexValue(exponent, 0));
  }

  private static @Nullable ComplexValue of(Value value) {
    return switch (value) {
      case ComplexValue complex -> complex;
      case Int _, Bool _, Float _ -> new ComplexValue(Arithmetic.toDouble(value), 0);
      default -> null;
    };
  }

  @Override
  public String typeName() {
    return "complex";
  }

  @Override
  public boolean truth() {
    return real != 0 || imaginary != 0;
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "real" -> Float.of(real);
      case "imag" -> Float.of(imaginary);
      case "conjugate" ->
          Builtin.of(Parameters.of("conjugate", ""), (a, y) -> new ComplexValue(real, -imaginary));
      default -> null;
    };
  }

  @Override
  public @Nullable Value binary(String operator, Value other, Execution x) {
    if (operator.startsWith("unary ")) {
      return operator.endsWith("-") ? new ComplexValue(-real, -imaginary) : this;
    }
    ComplexValue that = of(other);
    return that == null ? null : apply(operator, this, that);
  }

  @Override
  public @Nullable Value reflected(String operator, Value other, Execution x) {
    ComplexValue that = of(other);
    return that == null ? null : apply(operator, that, this);
  }

  private static @Nullable Value apply(String operator, ComplexValue a, ComplexValue b) {
    return switch (operator) {
      case "+" -> new ComplexValue(a.real + b.real, a.imaginary + b.imaginary);
      case "-" -> new ComplexValue(a.real - b.real, a.imaginary - b.imaginary);
      case "*" -> a.times(b);
      case "/" -> a.dividedBy(b);
      case "**", "** or pow()" -> a.power(b);
      default -> null;
    };
  }

  private ComplexValue times(ComplexValue b) {
    return new ComplexValue(
        real * b.real - imaginary * b.imaginary, real * b.imaginary + imaginary * b.real);
  }

  /// Scaled by the larger part of the divisor, as CPython does it.
  private ComplexValue dividedBy(ComplexValue b) {
    if (!b.truth()) {
      throw TemplateException.of("ZeroDivisionError", "complex division by zero");
    }
    if (Math.abs(b.real) >= Math.abs(b.imaginary)) {
      double ratio = b.imaginary / b.real;
      double divisor = b.real + b.imaginary * ratio;
      return new ComplexValue(
          (real + imaginary * ratio) / divisor, (imaginary - real * ratio) / divisor);
    }
    double ratio = b.real / b.imaginary;
    double divisor = b.real * ratio + b.imaginary;
    return new ComplexValue(
        (real * ratio + imaginary) / divisor, (imaginary * ratio - real) / divisor);
  }

  private ComplexValue power(ComplexValue b) {
    if (!b.truth()) {
      return new ComplexValue(1, 0);
    }
    if (!truth()) {
      if (b.imaginary != 0 || b.real < 0) {
        throw TemplateException.of("ZeroDivisionError", "0.0 to a negative or complex power");
      }
      return new ComplexValue(0, 0);
    }
    double size = StrictMath.hypot(real, imaginary);
    double length = StrictMath.pow(size, b.real);
    double angle = StrictMath.atan2(imaginary, real);
    double phase = angle * b.real;
    if (b.imaginary != 0) {
      length /= StrictMath.exp(angle * b.imaginary);
      phase += b.imaginary * StrictMath.log(size);
    }
    return new ComplexValue(length * StrictMath.cos(phase), length * StrictMath.sin(phase));
  }

  /// `abs(self)`.
  public double size() {
    return StrictMath.hypot(real, imaginary);
  }

  @Override
  public void writeRepr(TextBuilder out) {
    if (real == 0 && 1 / real > 0) {
      out.append(part(imaginary)).append('j');
      return;
    }
    String sign = imaginary < 0 || 1 / imaginary < 0 ? "" : "+";
    out.append('(').append(part(real)).append(sign).append(part(imaginary)).append("j)");
  }

  private static String part(double value) {
    String text = FloatText.repr(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  @Override
  public boolean equals(Object other) {
    ComplexValue that = other instanceof Value value ? of(value) : null;
    return that != null && real == that.real && imaginary == that.imaginary;
  }

  @Override
  public int hashCode() {
    return imaginary == 0 ? Hashes.of(real) : Hashes.of(real) * 31 + Hashes.of(imaginary);
  }
}
