package dev.bailey.jinja.library.datetime;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Dates;
import dev.bailey.jinja.value.DecimalValue;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TimeZoneValue;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/// Arguments of the constructors in `datetime`.
final class Parts {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private Parts() {}

  static int integer(Value value) {
    return switch (value) {
      case Int i when i.isLong() && i.longValue() == (int) i.longValue() -> (int) i.longValue();
      case Int _ ->
          throw TemplateException.of("OverflowError", "Python int too large to convert to C int");
      case Bool b -> b.truth() ? 1 : 0;
      default ->
          throw TemplateException.typeError(
              "'" + value.typeName() + "' object cannot be interpreted as an integer");
    };
  }

  static int integer(Parameters.Bound a, int index) {
    return a.has(index) ? integer(a.get(index)) : 0;
  }

  static LocalDate date(Parameters.Bound a) {
    return Dates.date(integer(a.get(0)), integer(a.get(1)), integer(a.get(2)));
  }

  /// Hour, minute, second and microsecond from the parameter `from` on.
  static LocalTime time(Parameters.Bound a, int from) {
    return Dates.time(
        integer(a, from), integer(a, from + 1), integer(a, from + 2), integer(a, from + 3));
  }

  static @Nullable TimeZoneValue zone(Parameters.Bound a, int index) {
    return Dates.zone(a.get(index, None.NONE));
  }

  static String text(Value value, String function) {
    return switch (value) {
      case Str text -> text.value();
      case Undefined undefined -> throw undefined.error();
      default ->
          throw TemplateException.typeError(
              function + ": argument must be str, not " + value.typeName());
    };
  }

  /// Seconds since 1970 as a moment, rounded half to even to microseconds.
  static Instant instant(Value seconds) {
    BigDecimal exact =
        switch (seconds) {
          case Int i -> new BigDecimal(i.bigValue());
          case Bool b -> b.truth() ? BigDecimal.ONE : BigDecimal.ZERO;
          case DecimalValue d -> d.value();
          case Float f -> finite(f.value());
          case Undefined undefined -> throw undefined.error();
          default ->
              throw TemplateException.typeError(
                  "'" + seconds.typeName() + "' object cannot be interpreted as an integer");
        };
    BigDecimal micros = exact.multiply(MILLION).setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal[] parts = micros.divideAndRemainder(MILLION);
    if (parts[0].abs().precision() > 15) {
      throw TemplateException.of("OverflowError", "timestamp out of range for platform time_t");
    }
    try {
      return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact() * 1000);
    } catch (DateTimeException _) {
      throw TemplateException.valueError("year is out of range");
    }
  }

  private static BigDecimal finite(double value) {
    if (Double.isNaN(value)) {
      throw TemplateException.valueError("cannot convert float NaN to integer");
    }
    if (Double.isInfinite(value)) {
      throw TemplateException.of("OverflowError", "cannot convert float infinity to integer");
    }
    return new BigDecimal(value);
  }

  static LocalDate fromOrdinal(Value value) {
    int ordinal = integer(value);
    if (ordinal < 1) {
      throw TemplateException.valueError("ordinal must be >= 1");
    }
    LocalDate date = LocalDate.of(1, 1, 1).plusDays(ordinal - 1L);
    if (date.getYear() > 9999) {
      throw TemplateException.valueError("year " + date.getYear() + " is out of range");
    }
    return date;
  }

  static LocalDate fromIsoCalendar(int year, int week, int day) {
    if (year < 1 || year > 9999) {
      throw TemplateException.valueError("Year is out of range: " + year);
    }
    LocalDate fourth = LocalDate.of(year, 1, 4);
    LocalDate monday = fourth.minusDays(fourth.getDayOfWeek().getValue() - 1L);
    boolean isLong = LocalDate.of(year, 12, 28).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) == 53;
    if (week < 1 || week > (isLong ? 53 : 52)) {
      throw TemplateException.valueError("Invalid week: " + week);
    }
    if (day < 1 || day > 7) {
      throw TemplateException.valueError("Invalid weekday: " + day + " (range is [1, 7])");
    }
    LocalDate date = monday.plusDays((week - 1) * 7L + day - 1);
    if (date.getYear() < 1 || date.getYear() > 9999) {
      throw TemplateException.valueError("year " + date.getYear() + " is out of range");
    }
    return date;
  }
}
