package dev.bailey.warehouse.trino;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values for the placeholders of a statement, written as Trino's Python client writes them.
final class Literals {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", java.util.Locale.ROOT);

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", java.util.Locale.ROOT);

  private Literals() {}

  /// The statement with its values beside it.
  static String beside(String sql, List<Object> values) {
    return "EXECUTE IMMEDIATE "
        + quoted(sql)
        + " USING "
        + values.stream().map(Literals::of).collect(Collectors.joining(", "));
  }

  /// The statement with its values in it.
  static String inside(String sql, List<Object> values) {
    var text = new StringBuilder();
    Iterator<Object> left = values.iterator();
    for (int at = 0; at < sql.length(); ) {
      int next = SqlScan.after(sql, at);
      boolean placeholder = sql.charAt(at) == '?';
      if (placeholder && !left.hasNext()) {
        throw mismatch(values);
      }
      text.append(placeholder ? of(left.next()) : sql.substring(at, next));
      at = next;
    }
    if (left.hasNext()) {
      throw mismatch(values);
    }
    return text.toString();
  }

  private static WarehouseException mismatch(List<Object> values) {
    return new WarehouseException(
        Kind.REFUSED,
        "the statement has not as many placeholders as there are values: " + values.size());
  }

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case Boolean flag -> flag ? "true" : "false";
      case Double number -> real(number);
      case BigDecimal number -> "DECIMAL '" + number.toPlainString() + "'";
      case byte[] bytes -> "X'" + HexFormat.of().formatHex(bytes) + "'";
      case LocalDate date -> "DATE '" + date + "'";
      case LocalTime time -> "TIME '" + TIME.format(time) + "'";
      case LocalDateTime time -> "TIMESTAMP '" + TIMESTAMP.format(time) + "'";
      case OffsetDateTime time -> "TIMESTAMP '" + TIMESTAMP.format(time) + zone(time) + "'";
      case Number number -> number.toString();
      default -> quoted(value.toString());
    };
  }

  private static String real(double number) {
    if (Double.isNaN(number)) {
      return "nan()";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "infinity()" : "-infinity()";
    }
    return "DOUBLE '" + number + "'";
  }

  private static String zone(OffsetDateTime time) {
    return time.getOffset().equals(ZoneOffset.UTC) ? " UTC" : " " + time.getOffset();
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
