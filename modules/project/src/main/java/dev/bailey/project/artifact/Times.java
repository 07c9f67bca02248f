package dev.bailey.project.artifact;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times as dbt writes them into artifacts: in UTC, to the microsecond.
public final class Times {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  private Times() {}

  /// `2026-11-25T08:12:21.281594Z`.
  public static String utc(Instant at) {
    return FORMAT.format(at) + "Z";
  }

  /// `2026-11-25T08:12:21.281594+00:00`.
  public static String offset(Instant at) {
    return FORMAT.format(at) + "+00:00";
  }
}
