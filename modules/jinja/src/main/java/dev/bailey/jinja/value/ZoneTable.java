package dev.bailey.jinja.value;

import java.util.List;

/// The offsets of an IANA zone and the moments at which they change, as pytz reads them.
final class ZoneTable {
  /// One offset of a zone.
  record Offset(int seconds, int dstSeconds, String abbreviation) {}

  private final String name;
  private final long[] moments;
  private final List<Offset> offsets;

  /// @param moments seconds since 1970 in UTC at which the offset with the same index begins
  ZoneTable(String name, long[] moments, List<Offset> offsets) {
    this.name = name;
    this.moments = moments.clone();
    this.offsets = List.copyOf(offsets);
  }

  String name() {
    return name;
  }

  boolean changes() {
    return moments.length > 1;
  }

  List<Offset> offsets() {
    return offsets;
  }

  String repr(TimeZoneValue at) {
    return changes()
        ? "<DstTzInfo '%s' %s%s %s>"
            .formatted(
                name,
                at.abbreviation(),
                clock(at.offsetSeconds()),
                at.dstSeconds() == 0 ? "STD" : "DST")
        : "<StaticTzInfo '" + name + "'>";
  }

  /// `+1:00:00` or `-1 day, 19:00:00`, as pytz prints an offset.
  private static String clock(int seconds) {
    return (seconds >= 0 ? "+" : "") + TimeDeltaValue.ofSeconds(seconds).str();
  }
}
