package dev.bailey.jinja.value;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// How dates and times are checked when they are made, and how they compare: those with a zone as
/// moments, those without as they read, and the two kinds never with one another.
public final class Dates {
  private static final int MAX_YEAR = 9999;

  private Dates() {}

  /// A day that exists; ValueError when it does not.
  public static LocalDate date(int year, int month, int day) {
    if (year < 1 || year > MAX_YEAR) {
      throw TemplateException.valueError("year " + year + " is out of range");
    }
    if (month < 1 || month > 12) {
      throw TemplateException.valueError("month must be in 1..12");
    }
    if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
      throw TemplateException.valueError("day is out of range for month");
    }
    return LocalDate.of(year, month, day);
  }

  /// A time of day; ValueError when a part is out of range.
  public static LocalTime time(int hour, int minute, int second, int micro) {
    check(hour, 23, "hour must be in 0..23");
    check(minute, 59, "minute must be in 0..59");
    check(second, 59, "second must be in 0..59");
    check(micro, 999_999, "microsecond must be in 0..999999");
    return LocalTime.of(hour, minute, second, micro * 1000);
  }

  private static void check(int value, int most, String message) {
    if (value < 0 || value > most) {
      throw TemplateException.valueError(message);
    }
  }

  /// A `tzinfo` argument: a zone, or null for None.
  public static @Nullable TimeZoneValue zone(Value value) {
    return switch (value) {
      case TimeZoneValue zone -> zone;
      case None _ -> null;
      default ->
          throw TemplateException.typeError(
              "tzinfo argument must be None or of a tzinfo subclass, not type '"
                  + value.typeName()
                  + "'");
    };
  }

  /// A `fold` argument: 0 or 1.
  public static int fold(Value value) {
    int fold = Args.integer(value);
    if (fold != 0 && fold != 1) {
      throw TemplateException.valueError("fold must be either 0 or 1");
    }
    return fold;
  }

  static boolean equal(DateTimeValue a, DateTimeValue b) {
    if (a.zone() == null || b.zone() == null) {
      return Comparison.same(a.zone(), b.zone()) && a.value().equals(b.value());
    }
    return a.utc().equals(b.utc());
  }

  static int hash(DateTimeValue value) {
    return (value.zone() == null ? value.value() : value.utc()).hashCode();
  }

  static int compare(DateTimeValue a, DateTimeValue b) {
    if ((a.zone() == null) != (b.zone() == null)) {
      throw TemplateException.typeError("can't compare offset-naive and offset-aware datetimes");
    }
    return a.zone() == null ? a.value().compareTo(b.value()) : a.utc().compareTo(b.utc());
  }

  static boolean equal(TimeValue a, TimeValue b) {
    return isAware(a) == isAware(b) && micros(a) == micros(b);
  }

  static int hash(TimeValue value) {
    return Long.hashCode(micros(value));
  }

  static int compare(TimeValue a, TimeValue b) {
    if (isAware(a) != isAware(b)) {
      throw TemplateException.typeError("can't compare offset-naive and offset-aware times");
    }
    return Long.compare(micros(a), micros(b));
  }

  private static boolean isAware(TimeValue time) {
    var zone = time.zone();
    return zone != null && zone.fixedOffset() != null;
  }

  private static long micros(TimeValue time) {
    var zone = time.zone();
    Integer offset = zone == null ? null : zone.fixedOffset();
    long micros = time.value().toNanoOfDay() / 1000;
    return offset == null ? micros : micros - offset * TimeDeltaValue.MICROS_PER_SECOND;
  }
}
