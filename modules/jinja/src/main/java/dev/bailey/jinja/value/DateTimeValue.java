package dev.bailey.jinja.value;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Python's `datetime.datetime`, in microseconds, with or without a time zone.
public final class DateTimeValue implements Value {
  private final LocalDateTime value;
  private final @Nullable TimeZoneValue zone;
  private final int fold;

  private DateTimeValue(LocalDateTime value, @Nullable TimeZoneValue zone, int fold) {
    this.value = value;
    this.zone = zone;
    this.fold = fold;
  }

  /// A date and time without a zone ("naive"), cut to microseconds.
  public static DateTimeValue of(LocalDateTime value) {
    return of(value, null, 0);
  }

  /// A date and time at a fixed offset.
  public static DateTimeValue of(OffsetDateTime value) {
    int offset = value.getOffset().getTotalSeconds();
    return of(value.toLocalDateTime(), TimeZoneValue.fixed(offset), 0);
  }

  public static DateTimeValue of(LocalDateTime value, @Nullable TimeZoneValue zone) {
    return of(value, zone, 0);
  }

  /// @param fold 1 for the second of two equal times when clocks are set back
  public static DateTimeValue of(LocalDateTime value, @Nullable TimeZoneValue zone, int fold) {
    return new DateTimeValue(value.truncatedTo(ChronoUnit.MICROS), zone, fold);
  }

  /// What the clock on the wall shows.
  public LocalDateTime value() {
    return value;
  }

  public @Nullable TimeZoneValue zone() {
    return zone;
  }

  public int fold() {
    return fold;
  }

  /// The offset from UTC in seconds, or null without a zone.
  public @Nullable Integer utcOffset() {
    return zone == null ? null : zone.offsetSeconds();
  }

  /// The same moment in UTC; only with a zone.
  public LocalDateTime utc() {
    Integer offset = utcOffset();
    if (offset == null) {
      throw new IllegalStateException("a naive datetime is no moment");
    }
    return value.minusSeconds(offset);
  }

  /// Seconds since 1970 in UTC; only with a zone.
  public long epochSecond() {
    return utc().toEpochSecond(ZoneOffset.UTC);
  }

  @Override
  public String typeName() {
    return "datetime.datetime";
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("datetime.datetime(");
    out.append(value.getYear() + ", " + value.getMonthValue() + ", " + value.getDayOfMonth());
    out.append(", ").append(DateText.reprOf(value.toLocalTime()));
    if (fold != 0) {
      out.append(", fold=1");
    }
    if (zone != null) {
      out.append(", tzinfo=");
      zone.writeRepr(out);
    }
    out.append(')');
  }

  @Override
  public void writeStr(TextBuilder out) {
    out.append(isoFormat(' '));
  }

  /// The ISO 8601 form with `separator` between date and time.
  String isoFormat(char separator) {
    String text = DateText.iso(value.toLocalDate()) + separator + DateText.iso(value.toLocalTime());
    Integer offset = utcOffset();
    return offset == null ? text : text + DateText.offset(offset);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DateTimeValue that && Dates.equal(this, that);
  }

  @Override
  public int hashCode() {
    return Dates.hash(this);
  }

  @Override
  public String toString() {
    return repr();
  }
}
