package dev.bailey.jinja.value;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// The offsets of an IANA zone and the moments at which they change, as pytz reads them.
final class ZoneTable {
  /// One offset of a zone.
  record Offset(int seconds, int dstSeconds, String abbreviation) {}

  private static final long DAY = 86_400;
  private static final int SIX_HOURS = 6;

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

  /// The first offset, local mean time for most; what `tzinfo=zone` gives.
  Offset first() {
    return offsets.getFirst();
  }

  /// The offset at a moment.
  Offset at(long epochSecond) {
    int found = Arrays.binarySearch(moments, epochSecond);
    int index = found >= 0 ? found : -found - 2;
    return offsets.get(Math.max(0, index));
  }

  /// The offset at a time on the wall.
  ///
  /// @param isDst which of two when clocks are set back, and which side of a gap when they are set
  ///   forward; null to raise an error for both
  Offset localize(LocalDateTime wall, @Nullable Boolean isDst) {
    long local = wall.toEpochSecond(ZoneOffset.UTC);
    var possible = new LinkedHashSet<Offset>();
    for (long delta : new long[] {-DAY, DAY}) {
      Offset guess = at(local + delta);
      Offset actual = at(local - guess.seconds());
      if (actual.seconds() == guess.seconds()) {
        possible.add(actual);
      }
    }
    if (possible.size() == 1) {
      return possible.getFirst();
    }
    if (isDst == null) {
      throw TemplateException.of(
          possible.isEmpty() ? "NonExistentTimeError" : "AmbiguousTimeError",
          DateTimeValue.of(wall).str());
    }
    return possible.isEmpty() ? inGap(wall, isDst) : choose(possible, isDst);
  }

  private Offset inGap(LocalDateTime wall, boolean isDst) {
    return localize(isDst ? wall.plusHours(SIX_HOURS) : wall.minusHours(SIX_HOURS), isDst);
  }

  /// The one that is daylight saving time or is not; else the earlier moment for `isDst`.
  private static Offset choose(SequencedSet<Offset> possible, boolean isDst) {
    var matching = possible.stream().filter(offset -> (offset.dstSeconds() != 0) == isDst).toList();
    if (matching.size() == 1) {
      return matching.getFirst();
    }
    var first = possible.getFirst();
    var last = possible.getLast();
    return (first.seconds() > last.seconds()) == isDst ? first : last;
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
    return (seconds > 0 ? "+" : "") + TimeDeltaValue.ofSeconds(seconds).str();
  }
}
