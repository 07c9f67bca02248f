package dev.bailey.jinja.value;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Python's `datetime.time`, in microseconds.
public final class TimeValue implements Value {
  private final LocalTime value;
  private final @Nullable TimeZoneValue zone;
  private final int fold;

  private TimeValue(LocalTime value, @Nullable TimeZoneValue zone, int fold) {
    this.value = value;
    this.zone = zone;
    this.fold = fold;
  }

  /// A time of day without a zone, cut to microseconds.
  public static TimeValue of(LocalTime value) {
    return of(value, null, 0);
  }

  /// @param fold 1 for the second of two equal times when clocks are set back
  public static TimeValue of(LocalTime value, @Nullable TimeZoneValue zone, int fold) {
    return new TimeValue(value.truncatedTo(ChronoUnit.MICROS), zone, fold);
  }

  public LocalTime value() {
    return value;
  }

  public @Nullable TimeZoneValue zone() {
    return zone;
  }

  public int fold() {
    return fold;
  }

  @Override
  public String typeName() {
    return "datetime.time";
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("datetime.time(").append(DateText.reprOf(value));
    if (zone != null) {
      out.append(", tzinfo=");
      zone.writeRepr(out);
    }
    out.append(fold == 0 ? ")" : ", fold=1)");
  }

  @Override
  public void writeStr(TextBuilder out) {
    out.append(DateText.iso(value));
    Integer offset = zone == null ? null : zone.fixedOffset();
    if (offset != null) {
      out.append(DateText.offset(offset));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeValue that && Dates.equal(this, that);
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
