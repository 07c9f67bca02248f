package dev.bailey.engine.seed;

import dev.bailey.engine.context.AgateType;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.DateTimeValue;
import dev.bailey.jinja.value.DateValue;
import dev.bailey.jinja.value.DecimalValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What agate reads from the text of a cell, for each of the types that dbt tries.
final class AgateText {
  private static final Set<String> NULLS = Set.of("null", "");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?=\\d|\\.\\d)[\\d_]*(\\.\\d*)?([eE][+-]?\\d+)?");
  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern DATE_TIME =
      Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})\\s+(\\d{1,2}):(\\d{1,2}):(\\d{1,2})");
  private static final String CURRENCIES = "$¢£¤¥¦₠₡₢₣₤₥₦₧₨₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿";

  private AgateText() {}

  static boolean isNull(String text) {
    return NULLS.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /// The value, or empty when the text is none of that type.
  static Optional<Value> cast(String text, AgateType type) {
    if (isNull(text)) {
      return type == AgateType.INTEGER ? Optional.empty() : Optional.of(None.NONE);
    }
    return switch (type) {
      // Texts are never integers to dbt: whole numbers are numbers without decimals.
      case INTEGER -> Optional.empty();
      case NUMBER -> number(text);
      case DATE -> date(text.strip());
      case DATE_TIME -> dateTime(text.strip());
      case ISO_DATE_TIME -> isoDateTime(text.strip());
      case BOOLEAN -> bool(text);
      case TEXT -> Optional.of(Str.of(text));
    };
  }

  private static Optional<Value> number(String text) {
    String digits = trim(text.strip(), "%");
    boolean negative = digits.startsWith("-");
    digits = trim(negative ? digits.substring(1) : digits, CURRENCIES).replace(",", "").strip();
    if (!NUMBER.matcher(digits).matches()) {
      return Optional.empty();
    }
    var number = new BigDecimal(digits.replace("_", ""));
    return Optional.of(DecimalValue.of(negative ? number.negate() : number));
  }

  private static String trim(String text, String chars) {
    int start = 0;
    int end = text.length();
    while (start < end && chars.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && chars.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }

  private static Optional<Value> date(String text) {
    Matcher match = DATE.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          DateValue.of(LocalDate.of(part(match, 1), part(match, 2), part(match, 3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Value> dateTime(String text) {
    Matcher match = DATE_TIME.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          DateTimeValue.of(
              LocalDateTime.of(
                  part(match, 1),
                  part(match, 2),
                  part(match, 3),
                  part(match, 4),
                  part(match, 5),
                  part(match, 6))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int part(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private static Optional<Value> isoDateTime(String text) {
    if (text.indexOf('T') < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          switch (DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from)) {
            case OffsetDateTime time -> DateTimeValue.of(time);
            case LocalDateTime time -> DateTimeValue.of(time);
            default -> throw new IllegalStateException("parseBest gives one of its queries");
          });
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Value> bool(String text) {
    return switch (text.replace(",", "").strip().toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(Bool.TRUE);
      case "false" -> Optional.of(Bool.FALSE);
      default -> Optional.empty();
    };
  }
}
