package dev.bailey.project.yaml;

import dev.bailey.source.Span;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The type of an unquoted scalar by YAML 1.1 as PyYAML implements it (its resolver and its safe
/// constructor), which differs from YAML 1.2: `on` is a boolean, `010` is eight, `1e3` is text.
final class PlainScalars {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE =
      Set.of("yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Pattern WHOLE =
      Pattern.compile(
          "[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
              + "|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
  private static final Pattern REAL =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
              + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{4})-(\\d\\d?)-(\\d\\d?)(?:[Tt]|[ \\t]+)(\\d\\d?):(\\d{2}):(\\d{2})(?:\\.(\\d*))?"
              + "(?:[ \\t]*(?:(Z)|([-+])(\\d\\d?)(?::(\\d{2}))?))?");

  /// Java matches repeated groups, such as those of `1:59:59`, by recursion.
  private static final int LONGEST_CLOCK = 1_000;

  /// CPython's limit; reading a decimal number takes time by the square of its length.
  private static final int MAX_DIGITS = 4_300;

  /// The limit of digits of other bases, of which CPython has none.
  private static final int MAX_BASED_DIGITS = 100_000;

  private PlainScalars() {}

  /// What `text` is without quotes.
  static ScalarType type(String text) {
    if (NULLS.contains(text)) {
      return ScalarType.NULL;
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return ScalarType.BOOL;
    }
    char first = text.charAt(0);
    boolean isNumeric = (first >= '0' && first <= '9') || "+-.".indexOf(first) >= 0;
    return isNumeric ? numberOrDate(text) : special(text);
  }

  private static ScalarType special(String text) {
    return switch (text) {
      case "<<" -> ScalarType.MERGE;
      case "=" -> ScalarType.VALUE;
      default -> ScalarType.STR;
    };
  }

  private static ScalarType numberOrDate(String text) {
    if (text.length() > LONGEST_CLOCK && text.indexOf(':') >= 0) {
      return ScalarType.STR;
    }
    if (WHOLE.matcher(text).matches()) {
      return ScalarType.INT;
    }
    if (REAL.matcher(text).matches()) {
      return ScalarType.FLOAT;
    }
    return DATE.matcher(text).matches() || MOMENT.matcher(text).matches()
        ? ScalarType.TIMESTAMP
        : ScalarType.STR;
  }

  /// The typed value of `text`.
  ///
  /// @throws RuntimeException (DateTimeException, NumberFormatException) where Python raises
  ///   ValueError, as for the thirteenth month
  static YamlNode resolve(Span span, String text) {
    return switch (type(text)) {
      case NULL -> new YamlNode.Nothing(span);
      case BOOL -> new YamlNode.Truth(span, TRUE.contains(text));
      case INT -> new YamlNode.Whole(span, whole(text));
      case FLOAT -> new YamlNode.Real(span, real(text));
      case TIMESTAMP -> timestamp(span, text);
      case STR, BINARY, MERGE, VALUE -> new YamlNode.Text(span, text);
    };
  }

  private static YamlNode timestamp(Span span, String text) {
    Matcher date = DATE.matcher(text);
    if (date.matches()) {
      return new YamlNode.Date(
          span, LocalDate.of(digits(date, 1), digits(date, 2), digits(date, 3)));
    }
    Matcher moment = MOMENT.matcher(text);
    return moment.matches() ? moment(span, moment) : new YamlNode.Text(span, text);
  }

  /// A whole number as PyYAML's `construct_yaml_int` reads it.
  static BigInteger whole(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    digits = unsigned(digits);
    int limit = digits.startsWith("0") ? MAX_BASED_DIGITS : MAX_DIGITS;
    if (digits.length() > limit) {
      throw new NumberFormatException("more than %,d digits".formatted(limit));
    }
    BigInteger value =
        switch (digits) {
          case "0" -> BigInteger.ZERO;
          case String s when s.startsWith("0b") -> new BigInteger(s.substring(2), 2);
          case String s when s.startsWith("0x") -> new BigInteger(s.substring(2), 16);
          case String s when s.startsWith("0") -> new BigInteger(s, 8);
          case String s when s.indexOf(':') >= 0 -> sexagesimal(s);
          default -> new BigInteger(digits);
        };
    return negative ? value.negate() : value;
  }

  private static BigInteger sexagesimal(String text) {
    BigInteger sum = BigInteger.ZERO;
    for (String part : text.split(":", -1)) {
      sum = sum.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
    }
    return sum;
  }

  /// A floating point number as PyYAML's `construct_yaml_float` reads it.
  static double real(String text) {
    String digits = text.replace("_", "").toLowerCase(java.util.Locale.ROOT);
    double sign = digits.startsWith("-") ? -1.0 : 1.0;
    digits = unsigned(digits);
    if (digits.equals(".inf")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (digits.equals(".nan")) {
      return Double.NaN;
    }
    double sum = 0;
    for (String part : digits.split(":", -1)) {
      sum = sum * 60 + Double.parseDouble(part);
    }
    return sign * sum;
  }

  private static String unsigned(String digits) {
    return digits.startsWith("-") || digits.startsWith("+") ? digits.substring(1) : digits;
  }

  private static YamlNode moment(Span span, Matcher m) {
    String fraction = m.group(7) == null ? "" : m.group(7);
    String micros = (fraction + "000000").substring(0, 6);
    var value =
        LocalDateTime.of(
            digits(m, 1),
            digits(m, 2),
            digits(m, 3),
            digits(m, 4),
            digits(m, 5),
            digits(m, 6),
            Integer.parseInt(micros) * 1000);
    return new YamlNode.Moment(span, value, offset(m));
  }

  private static Optional<ZoneOffset> offset(Matcher m) {
    if (m.group(8) != null) {
      return Optional.of(ZoneOffset.UTC);
    }
    if (m.group(9) == null) {
      return Optional.empty();
    }
    int minutes = digits(m, 10) * 60 + (m.group(11) == null ? 0 : digits(m, 11));
    int seconds = (m.group(9).equals("-") ? -minutes : minutes) * 60;
    return Optional.of(ZoneOffset.ofTotalSeconds(seconds));
  }

  private static int digits(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
