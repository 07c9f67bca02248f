package dev.bailey.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Times and durations as dbt Cloud writes them.
final class Times {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  private Times() {}

  /// `2026-11-24 06:30:00.000000+00:00`.
  static String text(Instant time) {
    return FORM.format(time);
  }

  /// Sets a time, or `null` when it has not come.
  static void put(ObjectNode node, String field, Optional<Instant> time) {
    if (time.isPresent()) {
      node.put(field, text(time.get()));
    } else {
      node.putNull(field);
    }
  }

  /// `00:01:05`.
  static String clock(Duration duration) {
    return "%02d:%02d:%02d"
        .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
  }

  /// `1 minute, 5 seconds`.
  static String words(Duration duration) {
    var words = new StringBuilder();
    append(words, duration.toHours(), "hour");
    append(words, duration.toMinutesPart(), "minute");
    append(words, duration.toSecondsPart(), "second");
    return words.isEmpty() ? "0 seconds" : words.toString();
  }

  /// `3 minutes ago`, by the largest unit.
  static String ago(Duration duration) {
    long days = duration.toDays();
    if (days > 0) {
      return days + plural(" day", days) + " ago";
    }
    long hours = duration.toHours();
    if (hours > 0) {
      return hours + plural(" hour", hours) + " ago";
    }
    long minutes = duration.toMinutes();
    return minutes > 0 ? minutes + plural(" minute", minutes) + " ago" : "just now";
  }

  private static void append(StringBuilder words, long count, String unit) {
    if (count > 0) {
      words.append(words.isEmpty() ? "" : ", ").append(count).append(plural(" " + unit, count));
    }
  }

  private static String plural(String unit, long count) {
    return count == 1 ? unit : unit + "s";
  }
}
