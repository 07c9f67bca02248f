package dev.bailey.jinja.value;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `strftime` as CPython has it on Linux: Python's own `%f`, `%z` and `%Z`, the rest as glibc in
/// the C locale.
final class DateFormat {
  static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  private final LocalDateTime time;
  private final @Nullable TimeZoneValue zone;
  private final Execution x;

  private DateFormat(LocalDateTime time, @Nullable TimeZoneValue zone, Execution x) {
    this.time = time;
    this.zone = zone;
    this.x = x;
  }

  static String strftime(Value value, String format, Execution x) {
    DateFormat formatter =
        switch (value) {
          case DateValue date -> new DateFormat(date.value().atStartOfDay(), null, x);
          case DateTimeValue moment -> new DateFormat(moment.value(), moment.zone(), x);
          case TimeValue clock ->
              new DateFormat(LocalDate.of(1900, 1, 1).atTime(clock.value()), clock.zone(), x);
          default -> throw new IllegalArgumentException("no date: " + value.typeName());
        };
    return formatter.format(format);
  }

  private String format(String format) {
    var out = TextBuilder.charged(x.meter());
    int at = 0;
    while (at < format.length()) {
      int start = format.indexOf('%', at);
      if (start < 0 || start == format.length() - 1) {
        return out.append(format.substring(at)).toString();
      }
      out.append(format.substring(at, start));
      at = directive(format, start, out);
    }
    return out.toString();
  }

  /// Appends what the directive at `start` stands for; the index after it.
  private int directive(String format, int start, TextBuilder out) {
    int at = start + 1;
    char flag = 0;
    while (at < format.length() && "_-0^#".indexOf(format.charAt(at)) >= 0) {
      flag = format.charAt(at++);
    }
    int digits = at;
    while (at < format.length() && Character.isDigit(format.charAt(at)) && at - digits < 4) {
      at++;
    }
    int width = at == digits ? -1 : Integer.parseInt(format, digits, at, 10);
    if (at < format.length() - 1 && (format.charAt(at) == 'E' || format.charAt(at) == 'O')) {
      at++;
    }
    if (at >= format.length()) {
      out.append(format.substring(start));
      return at;
    }
    String text = field(format.charAt(at), flag, width);
    out.append(text == null ? format.substring(start, at + 1) : text);
    return at + 1;
  }

  private @Nullable String field(char directive, char flag, int width) {
    return switch (directive) {
      case 'Y' -> number(time.getYear(), 1, '0', flag, width);
      case 'C' -> number(time.getYear() / 100, 2, '0', flag, width);
      case 'y' -> number(time.getYear() % 100, 2, '0', flag, width);
      case 'm' -> number(time.getMonthValue(), 2, '0', flag, width);
      case 'd' -> number(time.getDayOfMonth(), 2, '0', flag, width);
      case 'e' -> number(time.getDayOfMonth(), 2, ' ', flag, width);
      case 'j' -> number(time.getDayOfYear(), 3, '0', flag, width);
      case 'H' -> number(time.getHour(), 2, '0', flag, width);
      case 'k' -> number(time.getHour(), 2, ' ', flag, width);
      case 'I' -> number(hour12(), 2, '0', flag, width);
      case 'l' -> number(hour12(), 2, ' ', flag, width);
      case 'M' -> number(time.getMinute(), 2, '0', flag, width);
      case 'S' -> number(time.getSecond(), 2, '0', flag, width);
      case 'u' -> number(time.getDayOfWeek().getValue(), 1, '0', flag, width);
      case 'w' -> number(time.getDayOfWeek().getValue() % 7, 1, '0', flag, width);
      case 'U' -> number(week(time.getDayOfWeek().getValue() % 7), 2, '0', flag, width);
      case 'W' -> number(week(time.getDayOfWeek().getValue() - 1), 2, '0', flag, width);
      case 'V' -> number(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', flag, width);
      case 'G' -> number(time.get(IsoFields.WEEK_BASED_YEAR), 1, '0', flag, width);
      case 'g' -> number(time.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, '0', flag, width);
      case 's' -> number(time.atZone(x.clock().getZone()).toEpochSecond(), 1, '0', flag, width);
      default -> word(directive, flag, width);
    };
  }

  private @Nullable String word(char directive, char flag, int width) {
    return switch (directive) {
      case 'a' -> text(dayName().substring(0, 3), flag, width);
      case 'A' -> text(dayName(), flag, width);
      case 'b', 'h' -> text(monthName().substring(0, 3), flag, width);
      case 'B' -> text(monthName(), flag, width);
      case 'p' -> text(halfDay(flag), flag == '#' ? 0 : flag, width);
      case 'P' -> text(time.getHour() < 12 ? "am" : "pm", flag, width);
      case 'c' -> text(format("%a %b %e %H:%M:%S %Y"), flag, width);
      case 'D', 'x' -> text(format("%m/%d/%y"), flag, width);
      case 'F' -> text(format("%Y-%m-%d"), flag, width);
      case 'T', 'X' -> text(format("%H:%M:%S"), flag, width);
      case 'R' -> text(format("%H:%M"), flag, width);
      case 'r' -> text(format("%I:%M:%S %p"), flag, width);
      case 'n' -> "\n";
      case 't' -> "\t";
      case '%' -> "%";
      // Python puts the microseconds in itself, and only for the plain directive.
      case 'f' ->
          flag != 0 || width >= 0 ? null : "%06d".formatted(DateText.micros(time.toLocalTime()));
      case 'z' -> offset();
      case 'Z' -> zone == null ? "" : zone.abbreviation();
      default -> null;
    };
  }

  private String dayName() {
    return DAYS.get(time.getDayOfWeek().getValue() - 1);
  }

  private String monthName() {
    return MONTHS.get(time.getMonthValue() - 1);
  }

  private String halfDay(char flag) {
    String text = time.getHour() < 12 ? "AM" : "PM";
    return flag == '#' ? text.toLowerCase(Locale.ROOT) : text;
  }

  private int hour12() {
    int hour = time.getHour() % 12;
    return hour == 0 ? 12 : hour;
  }

  /// The week of the year, where week 1 begins with the first day that counts 0.
  private int week(int dayOfWeek) {
    return (time.getDayOfYear() + 6 - dayOfWeek) / 7;
  }

  private String offset() {
    return zone == null ? "" : DateText.offset(zone.offsetSeconds()).replace(":", "");
  }

  private static String number(long value, int digits, char padding, char flag, int width) {
    char fill = flag == '_' ? ' ' : flag == '0' ? '0' : padding;
    int size = flag == '-' ? 1 : Math.max(digits, width);
    String text = Long.toString(Math.abs(value));
    String filled = String.valueOf(fill).repeat(Math.max(0, size - text.length())) + text;
    return value < 0 ? "-" + filled : filled;
  }

  private static String text(String text, char flag, int width) {
    String shown = flag == '^' || flag == '#' ? text.toUpperCase(Locale.ROOT) : text;
    return (flag == '0' ? "0" : " ").repeat(Math.max(0, width - shown.length())) + shown;
  }
}
