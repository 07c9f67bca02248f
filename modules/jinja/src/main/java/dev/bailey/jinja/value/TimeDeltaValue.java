package dev.bailey.jinja.value;

import java.math.BigInteger;
import java.time.Duration;

/// Python's `datetime.timedelta`: days, seconds (0 to 86399) and microseconds (0 to 999999), of
/// which only the days can be negative.
public final class TimeDeltaValue implements Value, Comparable<TimeDeltaValue> {
  static final long MICROS_PER_SECOND = 1_000_000L;
  static final long SECONDS_PER_DAY = 86_400L;
  private static final BigInteger MICROS_PER_DAY =
      BigInteger.valueOf(MICROS_PER_SECOND * SECONDS_PER_DAY);
  private static final int MAX_DAYS = 999_999_999;

  private final int days;
  private final int seconds;
  private final int micros;

  private TimeDeltaValue(int days, int seconds, int micros) {
    this.days = days;
    this.seconds = seconds;
    this.micros = micros;
  }

  /// The time span of that many microseconds; OverflowError beyond 999999999 days.
  public static TimeDeltaValue ofMicros(BigInteger micros) {
    BigInteger[] parts = micros.divideAndRemainder(MICROS_PER_DAY);
    BigInteger days = parts[0];
    long rest = parts[1].longValue();
    if (rest < 0) {
      days = days.subtract(BigInteger.ONE);
      rest += MICROS_PER_DAY.longValue();
    }
    if (days.abs().compareTo(BigInteger.valueOf(MAX_DAYS)) > 0) {
      throw TemplateException.of(
          "OverflowError", "days=" + days + "; must have magnitude <= 999999999");
    }
    return new TimeDeltaValue(
        days.intValue(), (int) (rest / MICROS_PER_SECOND), (int) (rest % MICROS_PER_SECOND));
  }

  public static TimeDeltaValue ofMicros(long micros) {
    return ofMicros(BigInteger.valueOf(micros));
  }

  public static TimeDeltaValue ofSeconds(long seconds) {
    return ofMicros(BigInteger.valueOf(seconds).multiply(BigInteger.valueOf(MICROS_PER_SECOND)));
  }

  /// The span `duration`, cut to microseconds.
  public static TimeDeltaValue of(Duration duration) {
    return ofMicros(
        BigInteger.valueOf(duration.getSeconds())
            .multiply(BigInteger.valueOf(MICROS_PER_SECOND))
            .add(BigInteger.valueOf(duration.getNano() / 1000)));
  }

  public int days() {
    return days;
  }

  public int seconds() {
    return seconds;
  }

  public int micros() {
    return micros;
  }

  /// All of it in microseconds.
  public BigInteger totalMicros() {
    return BigInteger.valueOf(days)
        .multiply(MICROS_PER_DAY)
        .add(BigInteger.valueOf(seconds * MICROS_PER_SECOND + micros));
  }

  @Override
  public String typeName() {
    return "datetime.timedelta";
  }

  @Override
  public boolean truth() {
    return days != 0 || seconds != 0 || micros != 0;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("datetime.timedelta(");
    String separator = "";
    if (days != 0) {
      out.append("days=" + days);
      separator = ", ";
    }
    if (seconds != 0) {
      out.append(separator + "seconds=" + seconds);
      separator = ", ";
    }
    if (micros != 0) {
      out.append(separator + "microseconds=" + micros);
    }
    out.append(truth() ? ")" : "0)");
  }

  @Override
  public void writeStr(TextBuilder out) {
    if (days != 0) {
      out.append(days + (Math.abs(days) == 1 ? " day, " : " days, "));
    }
    out.append("%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60));
    if (micros != 0) {
      out.append(".%06d".formatted(micros));
    }
  }

  @Override
  public int compareTo(TimeDeltaValue other) {
    int byDays = Integer.compare(days, other.days);
    if (byDays != 0) {
      return byDays;
    }
    int bySeconds = Integer.compare(seconds, other.seconds);
    return bySeconds != 0 ? bySeconds : Integer.compare(micros, other.micros);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeDeltaValue that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return (days * 31 + seconds) * 31 + micros;
  }

  @Override
  public String toString() {
    return repr();
  }
}
