package dev.bailey.jinja.value;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The methods of dates, times and spans.
final class DateMethods {
  /// What dates and datetimes both know about their day.
  private static final Map<String, Method> OF_DAYS =
      Map.ofEntries(
          entry("weekday", day("weekday", d -> Int.of(d.getDayOfWeek().getValue() - 1L))),
          entry("isoweekday", day("isoweekday", d -> Int.of(d.getDayOfWeek().getValue()))),
          entry("isocalendar", day("isocalendar", DateMethods::isocalendar)),
          entry("timetuple", DateMethods::timetuple),
          entry("toordinal", day("toordinal", d -> Int.of(ordinal(d)))),
          entry("ctime", DateMethods::ctime),
          entry("strftime", DateMethods::strftime));

  static final Map<String, Method> OF_DATES =
      with(
          OF_DAYS,
          entry("isoformat", DateMethods::isoformatOfDate),
          entry("replace", DateReplacement::ofDate));

  static final Map<String, Method> OF_DATETIMES =
      with(
          OF_DAYS,
          entry("isoformat", DateMethods::isoformatOfDatetime),
          entry("replace", DateReplacement::ofDatetime),
          entry("utctimetuple", DateMethods::utctimetuple),
          entry("date", DateMethods::date),
          entry("time", DateMethods::time),
          entry("timetz", DateMethods::timetz),
          entry("timestamp", DateMethods::timestamp),
          entry("astimezone", DateMethods::astimezone),
          entry("utcoffset", (self, a, x) -> offset(zoneOf(self))),
          entry("dst", (self, a, x) -> dst(zoneOf(self))),
          entry("tzname", (self, a, x) -> name(zoneOf(self))));

  static final Map<String, Method> OF_TIMES =
      Map.ofEntries(
          entry("isoformat", DateMethods::isoformatOfTime),
          entry("strftime", DateMethods::strftime),
          entry("replace", DateReplacement::ofTime),
          entry("utcoffset", (self, a, x) -> offset(fixed(self))),
          entry("dst", (self, a, x) -> dst(fixed(self))),
          entry("tzname", (self, a, x) -> name(fixed(self))));

  static final Map<String, Method> OF_SPANS =
      Map.ofEntries(entry("total_seconds", DateMethods::totalSeconds));

  private static final Parameters ISOFORMAT = Parameters.of("isoformat", "sep=, timespec=");
  private static final Parameters ISOFORMAT_TIME = Parameters.of("isoformat", "timespec=");
  private static final Parameters STRFTIME = Parameters.of("strftime", "format");
  private static final Parameters ASTIMEZONE = Parameters.of("astimezone", "tz=");

  @FunctionalInterface
  private interface OfDay {
    Value apply(LocalDate date);
  }

  private DateMethods() {}

  @SafeVarargs
  private static Map<String, Method> with(
      Map<String, Method> base, Map.Entry<String, Method>... more) {
    var all = new HashMap<>(base);
    for (var each : more) {
      all.put(each.getKey(), each.getValue());
    }
    return Map.copyOf(all);
  }

  private static Method day(String name, OfDay question) {
    return (self, a, x) -> {
      Args.none("date", name, a);
      return question.apply(dayOf(self));
    };
  }

  private static LocalDate dayOf(Value self) {
    return self instanceof DateValue date
        ? date.value()
        : ((DateTimeValue) self).value().toLocalDate();
  }

  private static DateTimeValue datetime(Value self) {
    return (DateTimeValue) self;
  }

  private static @Nullable TimeZoneValue zoneOf(Value self) {
    return datetime(self).zone();
  }

  private static @Nullable TimeZoneValue fixed(Value self) {
    var zone = ((TimeValue) self).zone();
    return zone == null || zone.fixedOffset() == null ? null : zone;
  }

  /// Days since the day before 0001-01-01.
  static long ordinal(LocalDate date) {
    return date.toEpochDay() - LocalDate.of(1, 1, 1).toEpochDay() + 1;
  }

  private static Value isocalendar(LocalDate date) {
    return NamedTuple.named(
        "datetime.IsoCalendarDate",
        List.of("year", "week", "weekday"),
        Int.of(date.get(IsoFields.WEEK_BASED_YEAR)),
        Int.of(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
        Int.of(date.getDayOfWeek().getValue()));
  }

  private static final List<String> STRUCT_TIME =
      List.of(
          "tm_year",
          "tm_mon",
          "tm_mday",
          "tm_hour",
          "tm_min",
          "tm_sec",
          "tm_wday",
          "tm_yday",
          "tm_isdst");

  private static Value timetuple(Value self, Arguments a, Execution x) {
    Args.none("datetime", "timetuple", a);
    if (self instanceof DateValue date) {
      return structTime(date.value().atStartOfDay(), -1);
    }
    TimeZoneValue zone = zoneOf(self);
    int isDst = dst(zone) instanceof TimeDeltaValue shift ? (shift.truth() ? 1 : 0) : -1;
    return structTime(datetime(self).value(), isDst);
  }

  private static Value utctimetuple(Value self, Arguments a, Execution x) {
    Args.none("datetime", "utctimetuple", a);
    return structTime(zoneOf(self) == null ? datetime(self).value() : datetime(self).utc(), 0);
  }

  /// @param isDst whether it is summer time, 1 or 0; -1 when nobody knows
  private static Value structTime(LocalDateTime time, int isDst) {
    return NamedTuple.named(
        "time.struct_time",
        STRUCT_TIME,
        Int.of(time.getYear()),
        Int.of(time.getMonthValue()),
        Int.of(time.getDayOfMonth()),
        Int.of(time.getHour()),
        Int.of(time.getMinute()),
        Int.of(time.getSecond()),
        Int.of(time.getDayOfWeek().getValue() - 1),
        Int.of(time.getDayOfYear()),
        Int.of(isDst));
  }

  private static Value ctime(Value self, Arguments a, Execution x) {
    Args.none("date", "ctime", a);
    // ctime always writes four digits of the year, strftime does not.
    String year = "%04d".formatted(dayOf(self).getYear());
    return Str.of(DateFormat.strftime(self, "%a %b %e %H:%M:%S ", x) + year);
  }

  private static Value strftime(Value self, Arguments a, Execution x) {
    if (!(STRFTIME.bind(a).get(0) instanceof Str format)) {
      throw TemplateException.typeError(
          "strftime() argument 1 must be str, not " + a.at(0).typeName());
    }
    return Str.of(DateFormat.strftime(self, format.value(), x));
  }

  private static Value isoformatOfDate(Value self, Arguments a, Execution x) {
    Args.none("date", "isoformat", a);
    return Str.of(self.str());
  }

  private static Value isoformatOfDatetime(Value self, Arguments a, Execution x) {
    var bound = ISOFORMAT.bind(a);
    String separator = bound.get(0, Str.of("T")).str();
    if (CodePoints.length(separator) != 1) {
      throw TemplateException.typeError(
          "isoformat() argument 1 must be a unicode character, not str");
    }
    DateTimeValue value = datetime(self);
    Integer offset = value.utcOffset();
    String time = DateText.iso(value.value().toLocalTime(), bound.get(1, Str.of("auto")).str());
    return Str.of(
        DateText.iso(value.value().toLocalDate())
            + separator
            + time
            + (offset == null ? "" : DateText.offset(offset)));
  }

  private static Value isoformatOfTime(Value self, Arguments a, Execution x) {
    String timespec = ISOFORMAT_TIME.bind(a).get(0, Str.of("auto")).str();
    TimeValue time = (TimeValue) self;
    var zone = fixed(self);
    return Str.of(
        DateText.iso(time.value(), timespec)
            + (zone == null ? "" : DateText.offset(zone.offsetSeconds())));
  }

  private static Value date(Value self, Arguments a, Execution x) {
    Args.none("datetime", "date", a);
    return DateValue.of(dayOf(self));
  }

  private static Value time(Value self, Arguments a, Execution x) {
    Args.none("datetime", "time", a);
    return TimeValue.of(datetime(self).value().toLocalTime(), null, datetime(self).fold());
  }

  private static Value timetz(Value self, Arguments a, Execution x) {
    Args.none("datetime", "timetz", a);
    LocalTime time = datetime(self).value().toLocalTime();
    return TimeValue.of(time, zoneOf(self), datetime(self).fold());
  }

  private static Value timestamp(Value self, Arguments a, Execution x) {
    Args.none("datetime", "timestamp", a);
    LocalDateTime utc = moment(datetime(self), x);
    var micros =
        BigDecimal.valueOf(
            utc.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + DateText.micros(utc.toLocalTime()), 6);
    return Float.of(micros.doubleValue());
  }

  /// The moment in UTC; one without a zone is taken as local time.
  private static LocalDateTime moment(DateTimeValue value, Execution x) {
    return value.zone() != null
        ? value.utc()
        : LocalDateTime.ofInstant(
            value.value().atZone(x.clock().getZone()).toInstant(), ZoneOffset.UTC);
  }

  private static Value astimezone(Value self, Arguments a, Execution x) {
    LocalDateTime utc = moment(datetime(self), x);
    Value target = ASTIMEZONE.bind(a).get(0, None.NONE);
    return switch (target) {
      case TimeZoneValue zone -> zone.fromUtc(utc);
      case None _ -> local(utc, x);
      default ->
          throw TemplateException.typeError(
              "tzinfo argument must be None or of a tzinfo subclass, not type '"
                  + target.typeName()
                  + "'");
    };
  }

  private static Value local(LocalDateTime utc, Execution x) {
    var local = utc.atOffset(ZoneOffset.UTC).atZoneSameInstant(x.clock().getZone());
    int offset = local.getOffset().getTotalSeconds();
    return DateTimeValue.of(local.toLocalDateTime(), TimeZoneValue.local(offset, local));
  }

  private static Value offset(@Nullable TimeZoneValue zone) {
    return zone == null ? None.NONE : TimeDeltaValue.ofSeconds(zone.offsetSeconds());
  }

  private static Value dst(@Nullable TimeZoneValue zone) {
    return zone == null || !zone.isPytz() ? None.NONE : TimeDeltaValue.ofSeconds(zone.dstSeconds());
  }

  private static Value name(@Nullable TimeZoneValue zone) {
    return zone == null ? None.NONE : Str.of(zone.abbreviation());
  }

  private static Value totalSeconds(Value self, Arguments a, Execution x) {
    Args.none("timedelta", "total_seconds", a);
    Int micros = Int.of(((TimeDeltaValue) self).totalMicros());
    return Float.of(IntArithmetic.divide(micros, Int.of(TimeDeltaValue.MICROS_PER_SECOND)));
  }
}
