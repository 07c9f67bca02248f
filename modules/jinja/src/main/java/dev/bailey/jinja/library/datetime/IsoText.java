package dev.bailey.jinja.library.datetime;

import dev.bailey.jinja.value.DateTimeValue;
import dev.bailey.jinja.value.Dates;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TimeValue;
import dev.bailey.jinja.value.TimeZoneValue;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// `fromisoformat` of Python 3.11: most of ISO 8601, in the basic and the extended form.
public final class IsoText {
  /// A time of day with its zone.
  private record Clock(LocalTime time, @Nullable TimeZoneValue zone) {}

  private final String text;

  private IsoText(String text) {
    this.text = text;
  }

  private TemplateException invalid() {
    return TemplateException.valueError("Invalid isoformat string: " + Str.of(text).repr());
  }

  static LocalDate date(String text) {
    var iso = new IsoText(text);
    if (iso.dateEnd() != text.length()) {
      throw iso.invalid();
    }
    return iso.date(text.length());
  }

  static TimeValue time(String text) {
    var iso = new IsoText(text);
    int start = text.startsWith("T") ? 1 : 0;
    Clock clock = iso.clock(text.substring(start));
    return TimeValue.of(clock.time, clock.zone, 0);
  }

  /// A date, or a date and a time of day.
  ///
  /// @throws TemplateException a `ValueError`, when the text is neither
  public static DateTimeValue datetime(String text) {
    var iso = new IsoText(text);
    int end = iso.dateEnd();
    LocalDate date = iso.date(end);
    if (end == text.length()) {
      return DateTimeValue.of(date.atStartOfDay());
    }
    int behind = end + Character.charCount(text.codePointAt(end));
    if (behind >= text.length()) {
      throw iso.invalid();
    }
    Clock clock = iso.clock(text.substring(behind));
    return DateTimeValue.of(date.atTime(clock.time), clock.zone);
  }

  /// Where the date ends, by its form.
  private int dateEnd() {
    if (text.length() < 7) {
      throw invalid();
    }
    boolean isExtended = text.charAt(4) == '-';
    if (text.charAt(isExtended ? 5 : 4) == 'W') {
      return weekDateEnd(isExtended);
    }
    int end = isExtended ? 10 : 8;
    if (text.length() < end) {
      throw invalid();
    }
    return end;
  }

  private int weekDateEnd(boolean isExtended) {
    int week = isExtended ? 8 : 7;
    if (text.length() < week) {
      throw invalid();
    }
    if (isExtended) {
      // A hyphen and one digit are the day; a hyphen and two would separate date and time.
      boolean hasDay =
          text.length() > week + 1
              && text.charAt(week) == '-'
              && isDigit(week + 1)
              && !isDigit(week + 2);
      return hasDay ? week + 2 : week;
    }
    int digits = week;
    while (isDigit(digits)) {
      digits++;
    }
    return (digits - week) % 2 == 1 || digits - week == 1 ? week + 1 : week;
  }

  private boolean isDigit(int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private int number(String part) {
    if (part.isEmpty() || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw invalid();
    }
    return Integer.parseInt(part);
  }

  private LocalDate date(int end) {
    String date = text.substring(0, end);
    int year = number(date.substring(0, 4));
    String rest = date.substring(date.charAt(4) == '-' ? 5 : 4);
    if (rest.startsWith("W")) {
      String day = rest.length() > 3 ? rest.substring(rest.charAt(3) == '-' ? 4 : 3) : "1";
      return Parts.fromIsoCalendar(year, number(rest.substring(1, 3)), number(day));
    }
    boolean isExtended = date.charAt(4) == '-';
    if (isExtended && date.charAt(7) != '-') {
      throw invalid();
    }
    return Dates.date(
        year, number(rest.substring(0, 2)), number(rest.substring(isExtended ? 3 : 2)));
  }

  private Clock clock(String clock) {
    int zoneAt = 0;
    while (zoneAt < clock.length() && "+-Z".indexOf(clock.charAt(zoneAt)) < 0) {
      zoneAt++;
    }
    int[] parts = parts(clock.substring(0, zoneAt));
    LocalTime time = Dates.time(parts[0], parts[1], parts[2], parts[3]);
    if (zoneAt == clock.length()) {
      return new Clock(time, null);
    }
    String zone = clock.substring(zoneAt);
    if (zone.equals("Z")) {
      return new Clock(time, TimeZoneValue.UTC);
    }
    if (zone.startsWith("Z")) {
      throw invalid();
    }
    int[] offset = parts(zone.substring(1));
    int seconds = offset[0] * 3600 + offset[1] * 60 + offset[2];
    if (seconds >= 86_400) {
      throw TemplateException.valueError(
          "offset must be a timedelta strictly between -timedelta(hours=24) and"
              + " timedelta(hours=24)");
    }
    return new Clock(time, TimeZoneValue.fixed(zone.startsWith("-") ? -seconds : seconds));
  }

  /// Hours, minutes, seconds and microseconds.
  private int[] parts(String clock) {
    int[] parts = new int[4];
    boolean isExtended = clock.length() > 2 && clock.charAt(2) == ':';
    int at = 0;
    for (int i = 0; i < 3; i++) {
      if (at + 2 > clock.length()) {
        throw invalid();
      }
      parts[i] = number(clock.substring(at, at + 2));
      at += 2;
      if (at == clock.length()) {
        return parts;
      }
      char next = clock.charAt(at);
      if (i == 2 || (isExtended && next != ':') || (!isExtended && next == ':')) {
        break;
      }
      at += isExtended ? 1 : 0;
    }
    if (clock.charAt(at) != '.' && clock.charAt(at) != ',') {
      throw invalid();
    }
    parts[3] = fraction(clock.substring(at + 1));
    return parts;
  }

  private int fraction(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw invalid();
    }
    String six = (digits + "00000").substring(0, 6);
    return Integer.parseInt(six);
  }
}
