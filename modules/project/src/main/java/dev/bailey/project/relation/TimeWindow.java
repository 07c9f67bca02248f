package dev.bailey.project.relation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// A stretch of time, its start included and its end not.
public record TimeWindow(Instant start, Instant end) implements Comparable<TimeWindow> {
  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter WHOLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /// By start, then by end.
  @Override
  public int compareTo(TimeWindow other) {
    int starts = start.compareTo(other.start);
    return starts != 0 ? starts : end.compareTo(other.end);
  }

  /// What this and another have in common; where that is nothing, it ends before it starts.
  public TimeWindow within(TimeWindow other) {
    return new TimeWindow(
        start.isAfter(other.start) ? start : other.start,
        end.isBefore(other.end) ? end : other.end);
  }

  /// A moment as dbt writes it into SQL: Python's text of it, in UTC.
  public static String text(Instant moment) {
    Instant micros = moment.truncatedTo(ChronoUnit.MICROS);
    boolean isWhole = micros.equals(moment.truncatedTo(ChronoUnit.SECONDS));
    return (isWhole ? WHOLE : TEXT).format(micros) + "+00:00";
  }
}
