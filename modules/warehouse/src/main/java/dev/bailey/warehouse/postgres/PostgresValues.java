package dev.bailey.warehouse.postgres;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;

/// From PostgreSQL's texts to the cells of rows. What Java has no value for, such as `infinity` or
/// a year before Christ, stays the text that it is.
final class PostgresValues {
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter(java.util.Locale.ROOT);

  private static final DateTimeFormatter TIMESTAMP_WITH_ZONE =
      new DateTimeFormatterBuilder()
          .append(TIMESTAMP)
          .appendOffset("+HH:mm:ss", "+00")
          .toFormatter(java.util.Locale.ROOT);

  private PostgresValues() {}

  static @Nullable Object cell(byte @Nullable [] bytes, int oid) {
    return bytes == null ? null : value(new String(bytes, StandardCharsets.UTF_8), oid);
  }

  private static Object value(String text, int oid) {
    try {
      return switch (oid) {
        case Oid.BOOL -> text.equals("t");
        case Oid.INT2, Oid.INT4, Oid.INT8, Oid.OID -> Long.valueOf(text);
        case Oid.FLOAT4, Oid.FLOAT8 -> Double.valueOf(text);
        case Oid.NUMERIC -> numeric(text);
        case Oid.DATE -> LocalDate.parse(text);
        case Oid.TIME -> LocalTime.parse(text);
        case Oid.TIMESTAMP -> LocalDateTime.parse(text, TIMESTAMP);
        case Oid.TIMESTAMPTZ -> OffsetDateTime.parse(text, TIMESTAMP_WITH_ZONE);
        case Oid.BYTEA -> bytes(text);
        default -> {
          int element = elementOf(oid);
          yield element == Oid.UNSPECIFIED ? text : array(text, element);
        }
      };
    } catch (DateTimeException | NumberFormatException e) {
      return text;
    }
  }

  private static Object numeric(String text) {
    return switch (text) {
      case "NaN", "Infinity", "-Infinity" -> Double.valueOf(text);
      default -> new BigDecimal(text);
    };
  }

  private static Object bytes(String text) {
    return text.startsWith("\\x") ? HexFormat.of().parseHex(text, 2, text.length()) : text;
  }

  /// The type of an array's elements, for the arrays that psycopg turns into lists.
  static int elementOf(int oid) {
    return switch (oid) {
      case Oid.BOOL_ARRAY -> Oid.BOOL;
      case Oid.INT2_ARRAY -> Oid.INT2;
      case Oid.INT4_ARRAY -> Oid.INT4;
      case Oid.INT8_ARRAY -> Oid.INT8;
      case Oid.FLOAT4_ARRAY -> Oid.FLOAT4;
      case Oid.FLOAT8_ARRAY -> Oid.FLOAT8;
      case Oid.NUMERIC_ARRAY -> Oid.NUMERIC;
      case Oid.TEXT_ARRAY -> Oid.TEXT;
      case Oid.VARCHAR_ARRAY -> Oid.VARCHAR;
      case Oid.BPCHAR_ARRAY -> Oid.BPCHAR;
      case Oid.DATE_ARRAY -> Oid.DATE;
      case Oid.TIMESTAMP_ARRAY -> Oid.TIMESTAMP;
      case Oid.TIMESTAMPTZ_ARRAY -> Oid.TIMESTAMPTZ;
      case Oid.NAME_ARRAY -> Oid.NAME;
      case Oid.UUID_ARRAY -> Oid.UUID;
      default -> Oid.UNSPECIFIED;
    };
  }

  /// Reads `{1,NULL,{"a b"}}`, which may begin with its bounds: `[0:1]={...}`.
  private static Object array(String text, int element) {
    Deque<List<@Nullable Object>> open = new ArrayDeque<>();
    var whole = new ArrayList<@Nullable Object>();
    open.push(whole);
    int at = text.indexOf('{');
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '{' -> {
          var inner = new ArrayList<@Nullable Object>();
          open.element().add(inner);
          open.push(inner);
          at++;
        }
        case '}' -> {
          open.pop();
          at++;
        }
        case ',' -> at++;
        case '"' -> at = quoted(text, at + 1, element, open.element());
        default -> at = bare(text, at, element, open.element());
      }
    }
    Object array = whole.getFirst();
    return array == null ? text : array;
  }

  private static int quoted(String text, int from, int element, List<@Nullable Object> into) {
    var item = new StringBuilder();
    int at = from;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 1 : 0;
      item.append(text.charAt(at++));
    }
    into.add(value(item.toString(), element));
    return at + 1;
  }

  private static int bare(String text, int from, int element, List<@Nullable Object> into) {
    int at = from;
    while (text.charAt(at) != ',' && text.charAt(at) != '}') {
      at++;
    }
    String item = text.substring(from, at);
    into.add(item.equals("NULL") ? null : value(item, element));
    return at;
  }
}
