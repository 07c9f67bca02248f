package dev.bailey.jinja.library.datetime;

import static dev.bailey.jinja.library.datetime.DatetimeModule.function;
import static java.util.Map.entry;

import dev.bailey.jinja.library.PythonClass;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.DateTimeValue;
import dev.bailey.jinja.value.DateValue;
import dev.bailey.jinja.value.Dates;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TimeDeltaValue;
import dev.bailey.jinja.value.TimeValue;
import dev.bailey.jinja.value.TimeZoneValue;
import dev.bailey.jinja.value.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The class `datetime.datetime`.
final class DateTimeClass {
  private static final Parameters PARAMETERS =
      Parameters.of(
          "function", "year, month, day, hour=, minute=, second=, microsecond=, tzinfo=, *, fold=");

  private DateTimeClass() {}

  static PythonClass create() {
    return new PythonClass(
        "datetime.datetime",
        (a, x) -> datetime(PARAMETERS.bind(a)),
        Map.ofEntries(
            entry("now", function("now", "tz=", DateTimeClass::now)),
            entry("today", function("today", "", (a, x) -> local(x.clock().instant(), x))),
            entry("utcnow", function("utcnow", "", (a, x) -> utc(x.clock().instant()))),
            entry("fromtimestamp", function("fromtimestamp", "timestamp, tz=", DateTimeClass::at)),
            entry(
                "utcfromtimestamp",
                function("utcfromtimestamp", "timestamp", (a, x) -> utc(Parts.instant(a.get(0))))),
            entry("strptime", function("strptime", "date_string, format", DateTimeClass::strptime)),
            entry(
                "fromisoformat",
                function(
                    "fromisoformat",
                    "date_string",
                    (a, x) -> IsoText.datetime(Parts.text(a.get(0), "fromisoformat")))),
            entry("combine", function("combine", "date, time, tzinfo=", DateTimeClass::combine)),
            entry(
                "fromordinal",
                function(
                    "fromordinal",
                    "ordinal",
                    (a, x) -> DateTimeValue.of(Parts.fromOrdinal(a.get(0)).atStartOfDay()))),
            entry(
                "fromisocalendar",
                function("fromisocalendar", "year, week, day", DateTimeClass::fromIsoCalendar)),
            entry("min", DateTimeValue.of(LocalDate.of(1, 1, 1).atStartOfDay())),
            entry("max", DateTimeValue.of(LocalDate.of(9999, 12, 31).atTime(LocalTime.MAX))),
            entry("resolution", TimeDeltaValue.ofMicros(1))));
  }

  private static Value datetime(Parameters.Bound a) {
    return DateTimeValue.of(
        Parts.date(a).atTime(Parts.time(a, 3)), Parts.zone(a, 7), Dates.fold(a.get(8, Int.ZERO)));
  }

  private static Value now(Parameters.Bound a, Execution x) {
    return in(Parts.zone(a, 0), x.clock().instant(), x);
  }

  private static Value at(Parameters.Bound a, Execution x) {
    return in(Parts.zone(a, 1), Parts.instant(a.get(0)), x);
  }

  private static Value in(@Nullable TimeZoneValue zone, Instant instant, Execution x) {
    return zone == null
        ? local(instant, x)
        : Operations.callMethod(
            DateTimeValue.of(utcTime(instant), TimeZoneValue.UTC),
            "astimezone",
            Arguments.of(zone),
            x);
  }

  private static LocalDateTime utcTime(Instant instant) {
    return checked(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  private static LocalDateTime checked(LocalDateTime time) {
    if (time.getYear() < 1 || time.getYear() > 9999) {
      throw TemplateException.valueError("year " + time.getYear() + " is out of range");
    }
    return time;
  }

  private static Value utc(Instant instant) {
    return DateTimeValue.of(utcTime(instant));
  }

  private static Value local(Instant instant, Execution x) {
    return DateTimeValue.of(checked(LocalDateTime.ofInstant(instant, x.clock().getZone())));
  }

  private static Value strptime(Parameters.Bound a, Execution x) {
    String text = Parts.text(a.get(0), "strptime()");
    return TimeParser.parse(text, Parts.text(a.get(1), "strptime()"), x);
  }

  private static Value combine(Parameters.Bound a, Execution x) {
    LocalDate date =
        switch (a.get(0)) {
          case DateValue d -> d.value();
          case DateTimeValue d -> d.value().toLocalDate();
          default ->
              throw TemplateException.typeError(
                  "combine() argument 1 must be datetime.date, not " + a.get(0).typeName());
        };
    if (!(a.get(1) instanceof TimeValue time)) {
      throw TemplateException.typeError(
          "combine() argument 2 must be datetime.time, not " + a.get(1).typeName());
    }
    TimeZoneValue zone = a.has(2) ? Dates.zone(a.get(2)) : time.zone();
    return DateTimeValue.of(date.atTime(time.value()), zone, time.fold());
  }

  private static Value fromIsoCalendar(Parameters.Bound a, Execution x) {
    LocalDate date =
        Parts.fromIsoCalendar(
            Parts.integer(a.get(0)), Parts.integer(a.get(1)), Parts.integer(a.get(2)));
    return DateTimeValue.of(date.atStartOfDay());
  }
}
