package dev.bailey.project.batch;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How much time a batch spans. All times are in UTC.
public enum BatchSize {
  HOUR("uuuu-MM-dd'T'HH", ChronoUnit.HOURS),
  DAY("uuuu-MM-dd", ChronoUnit.DAYS),
  MONTH("uuuu-MM", ChronoUnit.MONTHS),
  YEAR("uuuu", ChronoUnit.YEARS);

  private final DateTimeFormatter label;
  private final ChronoUnit unit;

  BatchSize(String label, ChronoUnit unit) {
    this.label = DateTimeFormatter.ofPattern(label, Locale.ROOT);
    this.unit = unit;
  }

  /// The size of that name, such as `day`.
  public static Optional<BatchSize> named(String word) {
    return Arrays.stream(values()).filter(size -> size.word().equals(word)).findFirst();
  }

  /// All names.
  public static List<String> words() {
    return Arrays.stream(values()).map(BatchSize::word).toList();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The start of the batch that holds `moment`.
  LocalDateTime truncate(LocalDateTime moment) {
    LocalDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
    return switch (this) {
      case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day;
      case MONTH -> day.withDayOfMonth(1);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  /// The start of the first batch that does not start before `moment`.
  LocalDateTime ceiling(LocalDateTime moment) {
    LocalDateTime start = truncate(moment);
    return start.equals(moment) ? start : offset(start, 1);
  }

  /// The start of the batch so many batches after the one that holds `moment`.
  LocalDateTime offset(LocalDateTime moment, long batches) {
    return truncate(moment).plus(batches, unit);
  }

  /// So much earlier on the calendar and the clock: a month before March 31st is February 28th.
  public LocalDateTime before(LocalDateTime moment, long count) {
    return moment.minus(count, unit);
  }

  /// What dbt calls the batch that starts then, such as `2024-09-17`.
  String label(LocalDateTime start) {
    return label.format(start);
  }
}
