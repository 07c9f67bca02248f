package dev.bailey.engine.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times as dbt writes them: in UTC, to the microsecond.
public final class Timestamps {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter FINE_CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /// `2026-11-25T08:12:21.281594Z`, as in artifacts.
  public static String utc(Instant at) {
    return LOCAL.format(at) + "Z";
  }

  /// The same without the zone.
  static String local(Instant at) {
    return LOCAL.format(at);
  }

  static String clock(Instant at) {
    return CLOCK.format(at);
  }

  static String fineClock(Instant at) {
    return FINE_CLOCK.format(at);
  }
}
