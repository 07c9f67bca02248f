package dev.bailey.jinja.value;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A `tzinfo`: `datetime.timezone` with a fixed offset, or one of pytz, which is a zone together
/// with the offset that holds for one date ("localized").
public final class TimeZoneValue implements Value {
  /// `datetime.timezone.utc`.
  public static final TimeZoneValue UTC = new TimeZoneValue("UTC", 0, 0, null, null, false);

  /// `pytz.utc`.
  public static final TimeZoneValue PYTZ_UTC = new TimeZoneValue("UTC", 0, 0, "UTC", null, false);

  private final String abbreviation;
  private final int offsetSeconds;
  private final int dstSeconds;
  private final @Nullable String pytzName;
  private final @Nullable ZoneTable table;
  private final boolean isNamed;

  private TimeZoneValue(
      String abbreviation,
      int offsetSeconds,
      int dstSeconds,
      @Nullable String pytzName,
      @Nullable ZoneTable table,
      boolean isNamed) {
    this.abbreviation = abbreviation;
    this.offsetSeconds = offsetSeconds;
    this.dstSeconds = dstSeconds;
    this.pytzName = pytzName;
    this.table = table;
    this.isNamed = isNamed;
  }

  /// `datetime.timezone` with that offset.
  public static TimeZoneValue fixed(int offsetSeconds) {
    if (offsetSeconds == 0) {
      return UTC;
    }
    String name = "UTC" + DateText.offset(offsetSeconds);
    return new TimeZoneValue(name, offsetSeconds, 0, null, null, false);
  }

  /// `datetime.timezone` with that offset and a name of its own.
  public static TimeZoneValue fixed(int offsetSeconds, String name) {
    return new TimeZoneValue(name, offsetSeconds, 0, null, null, true);
  }

  /// A zone of pytz at one of its offsets.
  static TimeZoneValue pytz(ZoneTable table, ZoneTable.Offset offset) {
    return new TimeZoneValue(
        offset.abbreviation(), offset.seconds(), offset.dstSeconds(), table.name(), table, false);
  }

  /// The zone of the machine at one moment, as `astimezone()` gives it.
  static TimeZoneValue local(int offsetSeconds, ZonedDateTime at) {
    String name = at.getZone().getDisplayName(TextStyle.SHORT, Locale.ROOT);
    return new TimeZoneValue(
        at.getZone() instanceof ZoneOffset ? "UTC" : name, offsetSeconds, 0, null, null, true);
  }

  /// The moment `utc` in this zone.
  DateTimeValue fromUtc(LocalDateTime utc) {
    if (table == null || !table.changes()) {
      return DateTimeValue.of(utc.plusSeconds(offsetSeconds), this);
    }
    ZoneTable.Offset offset = table.at(utc.toEpochSecond(ZoneOffset.UTC));
    return DateTimeValue.of(utc.plusSeconds(offset.seconds()), pytz(table, offset));
  }

  public int offsetSeconds() {
    return offsetSeconds;
  }

  public int dstSeconds() {
    return dstSeconds;
  }

  /// What `%Z` prints.
  public String abbreviation() {
    return abbreviation;
  }

  /// Whether it comes from pytz.
  public boolean isPytz() {
    return pytzName != null;
  }

  /// The transitions of a pytz zone; null for a zone that never changes its offset.
  @Nullable ZoneTable table() {
    return table;
  }

  /// The offset when it does not depend on a date, else null.
  @Nullable Integer fixedOffset() {
    return table == null || !table.changes() ? offsetSeconds : null;
  }

  @Override
  public String typeName() {
    return pytzName == null ? "datetime.timezone" : pytzName;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    if (table != null) {
      out.append(table.repr(this));
    } else if (pytzName != null) {
      out.append("<" + pytzName + ">");
    } else if (Comparison.same(this, UTC)) {
      out.append("datetime.timezone.utc");
    } else {
      out.append("datetime.timezone(");
      TimeDeltaValue.ofSeconds(offsetSeconds).writeRepr(out);
      out.append(isNamed ? ", " + Str.of(abbreviation).repr() + ")" : ")");
    }
  }

  @Override
  public void writeStr(TextBuilder out) {
    out.append(pytzName == null ? abbreviation : pytzName);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeZoneValue that
        && (Comparison.same(this, that) || hasSameOffset(that));
  }

  private boolean hasSameOffset(TimeZoneValue that) {
    return offsetSeconds == that.offsetSeconds
        && Objects.equals(pytzName, that.pytzName)
        && (pytzName == null || (table != null && abbreviation.equals(that.abbreviation)));
  }

  @Override
  public int hashCode() {
    return offsetSeconds;
  }

  @Override
  public String toString() {
    return repr();
  }
}
