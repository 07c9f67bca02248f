package dev.bailey.jinja.value;

import static java.util.Map.entry;

import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The methods of time zones.
final class ZoneMethods {
  static final Map<String, Method> ALL =
      Map.ofEntries(
          entry("utcoffset", (self, a, x) -> TimeDeltaValue.ofSeconds(zone(self).offsetSeconds())),
          entry("tzname", (self, a, x) -> Str.of(zone(self).abbreviation())),
          entry("dst", (self, a, x) -> None.NONE));

  static final Map<String, Method> OF_PYTZ =
      Map.ofEntries(
          entry("localize", ZoneMethods::localize),
          entry("normalize", ZoneMethods::normalize),
          entry("fromutc", ZoneMethods::fromutc),
          entry("utcoffset", (self, a, x) -> at(self, a, Part.OFFSET)),
          entry("tzname", (self, a, x) -> at(self, a, Part.NAME)),
          entry("dst", (self, a, x) -> at(self, a, Part.DST)));

  private static final Parameters LOCALIZE = Parameters.of("localize", "dt, is_dst=");
  private static final Parameters NORMALIZE = Parameters.of("normalize", "dt, is_dst=");
  private static final Parameters FROMUTC = Parameters.of("fromutc", "dt");
  private static final Parameters AT = Parameters.of("utcoffset", "dt, is_dst=");

  private enum Part {
    OFFSET,
    NAME,
    DST
  }

  private ZoneMethods() {}

  private static TimeZoneValue zone(Value self) {
    return (TimeZoneValue) self;
  }

  private static DateTimeValue datetime(Value value) {
    if (value instanceof DateTimeValue time) {
      return time;
    }
    throw value instanceof Undefined undefined
        ? undefined.error()
        : TemplateException.of(
            "AttributeError", "'" + value.typeName() + "' object has no attribute 'tzinfo'");
  }

  private static Value localize(Value self, Arguments a, Execution x) {
    var bound = LOCALIZE.bind(a);
    DateTimeValue time = datetime(bound.get(0));
    if (time.zone() != null) {
      throw TemplateException.valueError("Not naive datetime (tzinfo is already set)");
    }
    return localize(zone(self), time.value(), isDst(bound.get(1, Bool.FALSE)));
  }

  private static @Nullable Boolean isDst(Value value) {
    return value instanceof None ? null : value.truth();
  }

  private static DateTimeValue localize(
      TimeZoneValue zone, LocalDateTime time, @Nullable Boolean isDst) {
    ZoneTable table = zone.table();
    return table == null || !table.changes()
        ? DateTimeValue.of(time, zone)
        : DateTimeValue.of(time, TimeZoneValue.pytz(table, table.localize(time, isDst)));
  }

  private static Value normalize(Value self, Arguments a, Execution x) {
    DateTimeValue time = datetime(NORMALIZE.bind(a).get(0));
    if (time.zone() == null) {
      throw TemplateException.valueError("Naive time - no tzinfo set");
    }
    return zone(self).fromUtc(time.utc());
  }

  private static Value fromutc(Value self, Arguments a, Execution x) {
    return zone(self).fromUtc(datetime(FROMUTC.bind(a).get(0)).value());
  }

  private static Value at(Value self, Arguments a, Part part) {
    var bound = AT.bind(a);
    if (bound.get(0) instanceof None) {
      return None.NONE;
    }
    DateTimeValue time = datetime(bound.get(0));
    TimeZoneValue zone = zone(self);
    if (!Comparison.same(time.zone(), zone)) {
      var local = localize(zone, time.value(), isDst(bound.get(1, None.NONE))).zone();
      zone = local == null ? zone : local;
    }
    return switch (part) {
      case OFFSET -> TimeDeltaValue.ofSeconds(zone.offsetSeconds());
      case NAME -> Str.of(zone.abbreviation());
      case DST -> TimeDeltaValue.ofSeconds(zone.dstSeconds());
    };
  }
}
