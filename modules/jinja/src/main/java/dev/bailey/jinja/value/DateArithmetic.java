package dev.bailey.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Sums and differences of dates and times, products and quotients of time spans.
final class DateArithmetic {
  private static final int MAX_YEAR = 9999;

  private DateArithmetic() {}

  /// The result, or null when the operator does not know these types.
  static @Nullable Value apply(Operator operator, Value a, Value b) {
    return switch (operator) {
      case ADD -> add(a, b);
      case SUBTRACT -> subtract(a, b);
      case MULTIPLY -> multiply(a, b);
      case DIVIDE -> divide(a, b);
      case FLOOR_DIVIDE -> floorDivide(a, b);
      case MODULO -> modulo(a, b);
      case POWER -> null;
    };
  }

  private static @Nullable Value add(Value a, Value b) {
    if (a instanceof TimeDeltaValue span && !(b instanceof TimeDeltaValue)) {
      return b instanceof DateValue || b instanceof DateTimeValue ? shift(b, span, 1) : null;
    }
    if (!(b instanceof TimeDeltaValue span)) {
      return null;
    }
    return a instanceof TimeDeltaValue first
        ? TimeDeltaValue.ofMicros(first.totalMicros().add(span.totalMicros()))
        : shift(a, span, 1);
  }

  private static @Nullable Value subtract(Value a, Value b) {
    if (b instanceof TimeDeltaValue span) {
      return a instanceof TimeDeltaValue first
          ? TimeDeltaValue.ofMicros(first.totalMicros().subtract(span.totalMicros()))
          : shift(a, span, -1);
    }
    return switch (a) {
      case DateValue x when b instanceof DateValue y ->
          TimeDeltaValue.ofSeconds(
              ChronoUnit.DAYS.between(y.value(), x.value()) * TimeDeltaValue.SECONDS_PER_DAY);
      case DateTimeValue x when b instanceof DateTimeValue y -> between(y, x);
      default -> null;
    };
  }

  private static TimeDeltaValue between(DateTimeValue start, DateTimeValue end) {
    if ((start.zone() == null) != (end.zone() == null)) {
      throw TemplateException.typeError("can't subtract offset-naive and offset-aware datetimes");
    }
    boolean isSameZone = Comparison.same(start.zone(), end.zone());
    LocalDateTime from = isSameZone ? start.value() : start.utc();
    LocalDateTime to = isSameZone ? end.value() : end.utc();
    return TimeDeltaValue.of(Duration.between(from, to));
  }

  private static @Nullable Value shift(Value moment, TimeDeltaValue span, int sign) {
    return switch (moment) {
      case DateValue date ->
          DateValue.of(inRange(date.value().plusDays((long) sign * span.days())));
      case DateTimeValue time -> {
        LocalDateTime moved =
            time.value()
                .plusDays((long) sign * span.days())
                .plusSeconds((long) sign * span.seconds())
                .plusNanos(sign * 1000L * span.micros());
        inRange(moved.toLocalDate());
        yield DateTimeValue.of(moved, time.zone());
      }
      default -> null;
    };
  }

  static LocalDate inRange(LocalDate date) {
    if (date.getYear() < 1 || date.getYear() > MAX_YEAR) {
      throw TemplateException.of("OverflowError", "date value out of range");
    }
    return date;
  }

  private static @Nullable Value multiply(Value a, Value b) {
    if (b instanceof TimeDeltaValue && !(a instanceof TimeDeltaValue)) {
      return multiply(b, a);
    }
    if (!(a instanceof TimeDeltaValue span)) {
      return null;
    }
    return switch (b) {
      case Int _, Bool _ ->
          TimeDeltaValue.ofMicros(span.totalMicros().multiply(Comparison.integer(b)));
      case Float factor -> scaled(span, exact(factor));
      default -> null;
    };
  }

  private static BigDecimal exact(Float value) {
    if (!Double.isFinite(value.value())) {
      throw Double.isNaN(value.value())
          ? TemplateException.valueError("cannot convert NaN to integer ratio")
          : TemplateException.of("OverflowError", "cannot convert Infinity to integer ratio");
    }
    return new BigDecimal(value.value());
  }

  private static TimeDeltaValue scaled(TimeDeltaValue span, BigDecimal factor) {
    return TimeDeltaValue.ofMicros(
        new BigDecimal(span.totalMicros())
            .multiply(factor)
            .setScale(0, RoundingMode.HALF_EVEN)
            .toBigIntegerExact());
  }

  private static @Nullable Value divide(Value a, Value b) {
    if (!(a instanceof TimeDeltaValue span)) {
      return null;
    }
    return switch (b) {
      case TimeDeltaValue other ->
          Float.of(IntArithmetic.divide(Int.of(span.totalMicros()), Int.of(other.totalMicros())));
      case Int _, Bool _ -> roundedQuotient(span, Comparison.integer(b));
      case Float divisor -> {
        if (divisor.value() == 0) {
          throw TemplateException.of("ZeroDivisionError", "division by zero");
        }
        yield TimeDeltaValue.ofMicros(
            new BigDecimal(span.totalMicros())
                .divide(exact(divisor), 40, RoundingMode.HALF_EVEN)
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact());
      }
      default -> null;
    };
  }

  private static TimeDeltaValue roundedQuotient(TimeDeltaValue span, BigInteger divisor) {
    if (divisor.signum() == 0) {
      throw TemplateException.of("ZeroDivisionError", "integer division or modulo by zero");
    }
    return TimeDeltaValue.ofMicros(
        new BigDecimal(span.totalMicros())
            .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_EVEN)
            .toBigIntegerExact());
  }

  private static @Nullable Value floorDivide(Value a, Value b) {
    if (!(a instanceof TimeDeltaValue span)) {
      return null;
    }
    Int micros = Int.of(span.totalMicros());
    return switch (b) {
      case TimeDeltaValue other -> IntArithmetic.floorDivide(micros, Int.of(other.totalMicros()));
      case Int _, Bool _ ->
          TimeDeltaValue.ofMicros(
              IntArithmetic.floorDivide(micros, Int.of(Comparison.integer(b))).bigValue());
      default -> null;
    };
  }

  private static @Nullable Value modulo(Value a, Value b) {
    return a instanceof TimeDeltaValue x && b instanceof TimeDeltaValue y
        ? TimeDeltaValue.ofMicros(
            IntArithmetic.modulo(Int.of(x.totalMicros()), Int.of(y.totalMicros())).bigValue())
        : null;
  }
}
