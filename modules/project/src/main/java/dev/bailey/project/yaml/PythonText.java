package dev.bailey.project.yaml;

import dev.bailey.project.manifest.Data;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/// Python's `str` and `repr` of a value. Names and ids of tests are made of these texts.
public final class PythonText {
  private PythonText() {}

  /// What Python's `str(value)` gives.
  public static String str(YamlNode node) {
    return str(YamlData.of(node));
  }

  /// What Python's `repr(value)` gives.
  public static String repr(YamlNode node) {
    return repr(YamlData.of(node));
  }

  /// What Python's `str(value)` gives.
  public static String str(Data data) {
    return switch (data) {
      case Data.Text(String value) -> value;
      case Data.Date(var value) -> value.toString();
      case Data.Moment moment -> isoMoment(moment);
      case Data.Nothing _, Data.Truth _, Data.Whole _, Data.Real _, Data.Items _, Data.Dict _ ->
          repr(data);
    };
  }

  /// What Python's `repr(value)` gives.
  public static String repr(Data data) {
    return switch (data) {
      case Data.Nothing _ -> "None";
      case Data.Truth(boolean value) -> value ? "True" : "False";
      case Data.Whole(var value) -> value.toString();
      case Data.Real(double value) -> real(value);
      case Data.Text(String value) -> repr(value);
      case Data.Date(var d) ->
          "datetime.date(%d, %d, %d)".formatted(d.getYear(), d.getMonthValue(), d.getDayOfMonth());
      case Data.Moment moment -> reprMoment(moment);
      case Data.Items(var items) ->
          items.stream().map(PythonText::repr).collect(Collectors.joining(", ", "[", "]"));
      case Data.Dict(var entries) ->
          entries.entrySet().stream()
              .map(e -> repr(e.getKey()) + ": " + repr(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  /// What Python's `repr` of a string gives: single quotes unless only those occur in it.
  public static String repr(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    var out = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(c -> appendEscaped(out, c, quote));
    return out.append(quote).toString();
  }

  private static void appendEscaped(StringBuilder out, int c, char quote) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (printable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append((c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
        }
      }
    }
  }

  private static boolean printable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /// The shortest digits that read back as the same number, with an exponent as CPython writes it.
  static String real(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent < -4 || exponent >= 16) {
      String digits = shortest.unscaledValue().abs().toString();
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      String power = "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
      return (value < 0 ? "-" : "") + digits.charAt(0) + fraction + power;
    }
    String plain = shortest.toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  private static String isoMoment(Data.Moment moment) {
    var time = moment.value();
    int micros = time.getNano() / 1000;
    String text =
        "%s %02d:%02d:%02d"
            .formatted(time.toLocalDate(), time.getHour(), time.getMinute(), time.getSecond());
    String fraction = micros == 0 ? "" : ".%06d".formatted(micros);
    String zone =
        moment.offset().map(o -> o.getTotalSeconds() == 0 ? "+00:00" : o.getId()).orElse("");
    return text + fraction + zone;
  }

  private static String reprMoment(Data.Moment moment) {
    var t = moment.value();
    var out = new StringBuilder("datetime.datetime(");
    out.append("%d, %d, %d, ".formatted(t.getYear(), t.getMonthValue(), t.getDayOfMonth()));
    out.append("%d, %d".formatted(t.getHour(), t.getMinute()));
    int micros = t.getNano() / 1000;
    if (t.getSecond() != 0 || micros != 0) {
      out.append(", ").append(t.getSecond());
    }
    if (micros != 0) {
      out.append(", ").append(micros);
    }
    moment.offset().ifPresent(o -> out.append(", tzinfo=").append(zone(o.getTotalSeconds())));
    return out.append(')').toString();
  }

  /// A time zone as PyYAML makes it: UTC, or a fixed `timedelta`, normalized to days and seconds.
  private static String zone(int seconds) {
    if (seconds == 0) {
      return "datetime.timezone.utc";
    }
    String days = seconds < 0 ? "days=-1, " : "";
    return "datetime.timezone(datetime.timedelta(%sseconds=%d))"
        .formatted(days, Math.floorMod(seconds, 86_400));
  }
}
