package dev.bailey.jinja.value;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// `replace(...)` of dates and times.
final class DateReplacement {
  private static final Parameters OF_DATE = Parameters.of("replace", "year=, month=, day=");
  private static final Parameters OF_TIME =
      Parameters.of("replace", "hour=, minute=, second=, microsecond=, tzinfo=, *, fold=");
  private static final Parameters OF_DATETIME =
      Parameters.of(
          "replace",
          "year=, month=, day=, hour=, minute=, second=, microsecond=, tzinfo=, *, fold=");

  private DateReplacement() {}

  static Value ofDate(Value self, Arguments a, Execution x) {
    return DateValue.of(day(((DateValue) self).value(), OF_DATE.bind(a)));
  }

  static Value ofTime(Value self, Arguments a, Execution x) {
    TimeValue time = (TimeValue) self;
    var bound = OF_TIME.bind(a);
    return TimeValue.of(
        time(time.value(), bound, 0),
        zone(bound, 4, time.zone()),
        bound.has(5) ? Dates.fold(bound.get(5)) : time.fold());
  }

  static Value ofDatetime(Value self, Arguments a, Execution x) {
    DateTimeValue time = (DateTimeValue) self;
    var bound = OF_DATETIME.bind(a);
    LocalDate day = day(time.value().toLocalDate(), bound);
    return DateTimeValue.of(
        day.atTime(time(time.value().toLocalTime(), bound, 3)),
        zone(bound, 7, time.zone()),
        bound.has(8) ? Dates.fold(bound.get(8)) : time.fold());
  }

  private static LocalDate day(LocalDate old, Parameters.Bound bound) {
    return Dates.date(
        part(bound, 0, old.getYear()),
        part(bound, 1, old.getMonthValue()),
        part(bound, 2, old.getDayOfMonth()));
  }

  private static LocalTime time(LocalTime old, Parameters.Bound bound, int from) {
    return Dates.time(
        part(bound, from, old.getHour()),
        part(bound, from + 1, old.getMinute()),
        part(bound, from + 2, old.getSecond()),
        part(bound, from + 3, DateText.micros(old)));
  }

  private static int part(Parameters.Bound bound, int index, int old) {
    return bound.has(index) ? Args.integer(bound.get(index)) : old;
  }

  private static @Nullable TimeZoneValue zone(
      Parameters.Bound bound, int index, @Nullable TimeZoneValue old) {
    return bound.has(index) ? Dates.zone(bound.get(index)) : old;
  }
}
