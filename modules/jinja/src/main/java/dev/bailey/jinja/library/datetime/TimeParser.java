package dev.bailey.jinja.library.datetime;

import dev.bailey.jinja.library.regex.Flags;
import dev.bailey.jinja.library.regex.Regex;
import dev.bailey.jinja.value.DateTimeValue;
import dev.bailey.jinja.value.Dates;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TimeZoneValue;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `datetime.strptime`: the format becomes a regular expression, as in CPython, so that it matches
/// what CPython's matches.
final class TimeParser {
  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private final String text;
  private final String format;
  private final Map<String, String> found = new HashMap<>();

  private TimeParser(String text, String format) {
    this.text = text;
    this.format = format;
  }

  static DateTimeValue parse(String text, String format, Execution x) {
    var parser = new TimeParser(text, format);
    parser.match(x);
    return parser.result();
  }

  private void match(Execution x) {
    x.meter().items(format.length() * 8L);
    Regex regex = Regex.compile(pattern(format), Flags.IGNORECASE);
    var search = regex.in(text, Integer.MAX_VALUE, x);
    int[] places = search.matchAt(0, false);
    if (places == null) {
      throw TemplateException.valueError(
          "time data %s does not match format %s"
              .formatted(Str.of(text).repr(), Str.of(format).repr()));
    }
    if (places[1] != search.end()) {
      throw TemplateException.valueError(
          "unconverted data remains: " + search.slice(places[1], search.end()));
    }
    regex
        .names()
        .forEach((name, group) -> {
          if (places[2 * group] >= 0) {
            found.put(name, search.slice(places[2 * group], places[2 * group + 1]));
          }
        });
  }

  private String pattern(String wanted) {
    var out = new StringBuilder();
    for (int i = 0; i < wanted.length(); i++) {
      char c = wanted.charAt(i);
      if (Character.isWhitespace(c)) {
        while (i + 1 < wanted.length() && Character.isWhitespace(wanted.charAt(i + 1))) {
          i++;
        }
        out.append("\\s+");
      } else if (c != '%') {
        out.append("\\.^$*+?(){}[]|".indexOf(c) >= 0 ? "\\" : "").append(c);
      } else if (++i == wanted.length()) {
        throw TemplateException.valueError("stray %% in format " + Str.of(format).repr());
      } else {
        out.append(directive(wanted.charAt(i)));
      }
    }
    return out.toString();
  }

  private String directive(char directive) {
    String body =
        switch (directive) {
          case '%' -> "%";
          case 'c' -> pattern("%a %b %d %H:%M:%S %Y");
          case 'x' -> pattern("%m/%d/%y");
          case 'X' -> pattern("%H:%M:%S");
          case 'd' -> "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]";
          case 'f' -> "[0-9]{1,6}";
          case 'H' -> "2[0-3]|[0-1]\\d|\\d";
          case 'I', 'm' -> "1[0-2]|0[1-9]|[1-9]";
          case 'G', 'Y' -> "\\d\\d\\d\\d";
          case 'j' -> "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]";
          case 'M' -> "[0-5]\\d|\\d";
          case 'S' -> "6[0-1]|[0-5]\\d|\\d";
          case 'U', 'W' -> "5[0-3]|[0-4]\\d|\\d";
          case 'w' -> "[0-6]";
          case 'u' -> "[1-7]";
          case 'V' -> "5[0-3]|0[1-9]|[1-4]\\d|\\d";
          case 'y' -> "\\d\\d";
          case 'z' -> "[+-]\\d\\d:?[0-5]\\d(:?[0-5]\\d(\\.\\d{1,6})?)?|(?-i:Z)";
          case 'A' -> names(DAYS, false);
          case 'a' -> names(DAYS, true);
          case 'B' -> names(MONTHS, false);
          case 'b' -> names(MONTHS, true);
          case 'p' -> "am|pm";
          case 'Z' -> "utc|gmt";
          default ->
              throw TemplateException.valueError(
                  "'%c' is a bad directive in format %s"
                      .formatted(directive, Str.of(format).repr()));
        };
    return "%cxX".indexOf(directive) >= 0 ? body : "(?P<" + directive + ">" + body + ")";
  }

  /// Longer names first, so that none hides behind its beginning.
  private static String names(List<String> names, boolean isShort) {
    return String.join(
        "|",
        names.stream()
            .map(name -> isShort ? name.substring(0, 3) : name)
            .sorted((a, b) -> b.length() - a.length())
            .toList());
  }

  private boolean has(String name) {
    return found.containsKey(name);
  }

  private String text(String name) {
    String value = found.get(name);
    if (value == null) {
      throw new IllegalStateException("no directive " + name);
    }
    return value.toLowerCase(Locale.ROOT);
  }

  private int number(String name, int otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    int value = 0;
    String digits = text(name).strip();
    for (int i = 0; i < digits.length(); i++) {
      value = value * 10 + Character.digit(digits.charAt(i), 10);
    }
    return value;
  }

  private static int indexOf(List<String> names, String start) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new IllegalStateException("not a name: " + start);
  }

  private @Nullable Integer year() {
    if (has("Y")) {
      return number("Y", 0);
    }
    if (has("y")) {
      int year = number("y", 0);
      return year <= 68 ? 2000 + year : 1900 + year;
    }
    return null;
  }

  private int month() {
    if (has("B")) {
      return indexOf(MONTHS, text("B")) + 1;
    }
    return has("b") ? indexOf(MONTHS, text("b")) + 1 : number("m", 1);
  }

  /// 0 for Monday, or null when the text says nothing of it.
  private @Nullable Integer weekday() {
    if (has("A")) {
      return indexOf(DAYS, text("A"));
    }
    if (has("a")) {
      return indexOf(DAYS, text("a"));
    }
    if (has("w")) {
      return (number("w", 0) + 6) % 7;
    }
    return has("u") ? number("u", 1) - 1 : null;
  }

  private int hour() {
    if (!has("I")) {
      return number("H", 0);
    }
    int hour = number("I", 0);
    boolean isAfternoon = has("p") && text("p").equals("pm");
    return hour % 12 + (isAfternoon ? 12 : 0);
  }

  private DateTimeValue result() {
    LocalDate date = date();
    String fraction = has("f") ? (text("f") + "00000").substring(0, 6) : "0";
    int second = number("S", 0);
    var time = Dates.time(hour(), number("M", 0), second, Integer.parseInt(fraction));
    return DateTimeValue.of(date.atTime(time), zone());
  }

  private LocalDate date() {
    checkIso();
    Integer weekday = weekday();
    if (has("G") && has("V") && weekday != null) {
      if (has("j") || year() != null) {
        return Dates.date(number("Y", 1900), month(), number("d", 1));
      }
      return Parts.fromIsoCalendar(number("G", 0), number("V", 1), weekday + 1);
    }
    Integer year = year();
    int known = year == null ? 1900 : year;
    boolean hasWeek = year != null && (has("U") || has("W")) && !has("j");
    if (hasWeek && weekday != null) {
      return byWeek(known, weekday);
    }
    if (has("j")) {
      return Dates.date(known, 1, 1).plusDays(number("j", 1) - 1L);
    }
    return Dates.date(known, month(), number("d", 1));
  }

  private LocalDate byWeek(int year, int weekday) {
    boolean isFromMonday = !has("U");
    int week = number(isFromMonday ? "W" : "U", 0);
    LocalDate first = Dates.date(year, 1, 1);
    int firstDay = first.getDayOfWeek().getValue() - 1;
    int day = weekday;
    if (!isFromMonday) {
      firstDay = (firstDay + 1) % 7;
      day = (day + 1) % 7;
    }
    int inFirstWeek = (7 - firstDay) % 7;
    long offset = week == 0 ? (long) day - firstDay : inFirstWeek + 7L * (week - 1) + day;
    return first.plusDays(offset);
  }

  private void checkIso() {
    boolean hasDay = weekday() != null;
    if (has("G") && (!has("V") || !hasDay) && !has("j")) {
      throw TemplateException.valueError(
          "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday"
              + " directive ('%A', '%a', '%w', or '%u').");
    }
    if (has("V") && !has("G")) {
      throw TemplateException.valueError(
          year() == null || !hasDay
              ? "ISO week directive '%V' must be used with the ISO year directive '%G' and a"
                  + " weekday directive ('%A', '%a', '%w', or '%u')."
              : "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO"
                  + " year '%G' instead.");
    }
    if (has("G") && has("j")) {
      throw TemplateException.valueError(
          "Day of the year directive '%j' is not compatible with ISO year directive '%G'."
              + " Use '%Y' instead.");
    }
  }

  private @Nullable TimeZoneValue zone() {
    if (!has("z")) {
      return null;
    }
    int seconds = offset(text("z"));
    return has("Z")
        ? TimeZoneValue.fixed(seconds, found.getOrDefault("Z", ""))
        : TimeZoneValue.fixed(seconds);
  }

  private int offset(String zone) {
    if (zone.equals("z")) {
      return 0;
    }
    String digits = zone;
    if (digits.charAt(3) == ':') {
      digits = digits.substring(0, 3) + digits.substring(4);
      if (digits.length() > 5) {
        if (digits.charAt(5) != ':') {
          throw TemplateException.valueError("Inconsistent use of : in " + zone);
        }
        digits = digits.substring(0, 5) + digits.substring(6);
      }
    }
    int hours = Integer.parseInt(digits, 1, 3, 10);
    int minutes = Integer.parseInt(digits, 3, 5, 10);
    int seconds = digits.length() > 5 ? Integer.parseInt(digits, 5, 7, 10) : 0;
    int total = hours * 3600 + minutes * 60 + seconds;
    return digits.charAt(0) == '-' ? -total : total;
  }
}
