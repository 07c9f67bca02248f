package dev.bailey.jinja.value;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// The attributes that are no methods.
final class DataAttributes {
  private DataAttributes() {}

  static @Nullable Value of(Value value, String name) {
    return switch (value) {
      case DateValue date -> date(date.value(), name);
      case DateTimeValue time -> datetime(time, name);
      case TimeValue time -> time(time.value(), time.zone(), time.fold(), name);
      case TimeDeltaValue span -> span(span, name);
      case TimeZoneValue zone -> zone(zone, name);
      case Int _, Bool _, Float _, DecimalValue _ -> number(value, name);
      case Range range -> range(range, name);
      default -> null;
    };
  }

  private static @Nullable Value date(LocalDate date, String name) {
    return switch (name) {
      case "year" -> Int.of(date.getYear());
      case "month" -> Int.of(date.getMonthValue());
      case "day" -> Int.of(date.getDayOfMonth());
      default -> null;
    };
  }

  private static @Nullable Value datetime(DateTimeValue value, String name) {
    Value found = date(value.value().toLocalDate(), name);
    return found != null
        ? found
        : time(value.value().toLocalTime(), value.zone(), value.fold(), name);
  }

  private static @Nullable Value time(
      LocalTime time, @Nullable TimeZoneValue zone, int fold, String name) {
    return switch (name) {
      case "hour" -> Int.of(time.getHour());
      case "minute" -> Int.of(time.getMinute());
      case "second" -> Int.of(time.getSecond());
      case "microsecond" -> Int.of(DateText.micros(time));
      case "tzinfo" -> zone == null ? None.NONE : zone;
      case "fold" -> Int.of(fold);
      default -> null;
    };
  }

  private static @Nullable Value span(TimeDeltaValue span, String name) {
    return switch (name) {
      case "days" -> Int.of(span.days());
      case "seconds" -> Int.of(span.seconds());
      case "microseconds" -> Int.of(span.micros());
      default -> null;
    };
  }

  private static @Nullable Value zone(TimeZoneValue zone, String name) {
    return zone.isPytz() && name.equals("zone") ? Str.of(zone.str()) : null;
  }

  private static @Nullable Value number(Value number, String name) {
    boolean isWhole = number instanceof Int || number instanceof Bool;
    return switch (name) {
      case "real" -> isWhole ? Int.of(Comparison.integer(number)) : number;
      case "imag" -> number instanceof Float ? Float.of(0) : Int.ZERO;
      case "numerator" -> isWhole ? Int.of(Comparison.integer(number)) : null;
      case "denominator" -> isWhole ? Int.ONE : null;
      default -> null;
    };
  }

  private static @Nullable Value range(Range range, String name) {
    return switch (name) {
      case "start" -> Int.of(range.start());
      case "stop" -> Int.of(range.stop());
      case "step" -> Int.of(range.step());
      default -> null;
    };
  }
}
