package dev.bailey.jinja.value;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoField;

/// Dates and times in ISO 8601 as Python writes them.
final class DateText {
  private DateText() {}

  static String iso(LocalDate date) {
    return "%04d-%02d-%02d".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  static int micros(LocalTime time) {
    return time.get(ChronoField.MICRO_OF_SECOND);
  }

  /// `12:30:00`, with microseconds only when there are any.
  static String iso(LocalTime time) {
    String seconds = "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
    int micros = micros(time);
    return micros == 0 ? seconds : seconds + ".%06d".formatted(micros);
  }

  /// The time with the parts that `timespec` names.
  static String iso(LocalTime time, String timespec) {
    int micros = micros(time);
    String minutes = "%02d:%02d".formatted(time.getHour(), time.getMinute());
    String seconds = minutes + ":%02d".formatted(time.getSecond());
    return switch (timespec) {
      case "auto" -> iso(time);
      case "hours" -> "%02d".formatted(time.getHour());
      case "minutes" -> minutes;
      case "seconds" -> seconds;
      case "milliseconds" -> seconds + ".%03d".formatted(micros / 1000);
      case "microseconds" -> seconds + ".%06d".formatted(micros);
      default -> throw TemplateException.valueError("Unknown timespec value");
    };
  }

  /// `+01:00`, with seconds only when there are any.
  static String offset(int seconds) {
    int size = Math.abs(seconds);
    String text = "%s%02d:%02d".formatted(seconds < 0 ? "-" : "+", size / 3600, size / 60 % 60);
    return size % 60 == 0 ? text : text + ":%02d".formatted(size % 60);
  }

  /// `, 12, 30, 5, 250`: the arguments of a constructor, trailing zeros left out.
  static String reprOf(LocalTime time) {
    String text = time.getHour() + ", " + time.getMinute();
    int micros = micros(time);
    if (time.getSecond() != 0 || micros != 0) {
      text += ", " + time.getSecond();
    }
    return micros == 0 ? text : text + ", " + micros;
  }
}
