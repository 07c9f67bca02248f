package dev.bailey.project.relation;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.PythonText;
import java.time.Instant;

/// A stretch of time, its start included and its end not.
public record TimeWindow(Instant start, Instant end) implements Comparable<TimeWindow> {
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
    return PythonText.str(Data.of(moment));
  }
}
