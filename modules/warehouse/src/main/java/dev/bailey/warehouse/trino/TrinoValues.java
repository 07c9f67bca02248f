package dev.bailey.warehouse.trino;

import io.trino.jdbc.$internal.client.ClientTypeSignature;
import io.trino.jdbc.$internal.client.Column;
import io.trino.jdbc.$internal.client.Row;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From what the protocol gives to the cells of rows. What Java has no value for, such as a year
/// before Christ, stays the text that it is. Python's datetime knows microseconds, and finer ones
/// are rounded; so do we.
final class TrinoValues {
  private static final int HALF_A_MICRO = 500;

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter(Locale.ROOT);

  private TrinoValues() {}

  /// @param page one row of a page
  static List<@Nullable Object> row(List<@Nullable Object> page, List<Column> columns) {
    var row = new ArrayList<@Nullable Object>(page.size());
    for (int i = 0; i < page.size(); i++) {
      row.add(cell(page.get(i), columns.get(i).getTypeSignature()));
    }
    return row;
  }

  private static @Nullable Object cell(@Nullable Object value, ClientTypeSignature type) {
    return switch (value) {
      case null -> null;
      case Integer n -> n.longValue();
      case Short n -> n.longValue();
      case Byte n -> n.longValue();
      case Float n -> Double.valueOf(n.toString());
      case List<?> items -> items(items, type);
      case Map<?, ?> map -> map(map, type);
      case Row row -> fields(row, type);
      case String text -> ofText(text, type.getRawType());
      case Boolean _, Long _, Double _, byte[] _ -> value;
      default -> value.toString();
    };
  }

  private static List<@Nullable Object> items(List<?> items, ClientTypeSignature type) {
    ClientTypeSignature element = type.getArgumentsAsTypeSignatures().getFirst();
    var cells = new ArrayList<@Nullable Object>(items.size());
    items.forEach(item -> cells.add(cell(item, element)));
    return cells;
  }

  private static Map<@Nullable Object, @Nullable Object> map(
      Map<?, ?> entries, ClientTypeSignature type) {
    List<ClientTypeSignature> types = type.getArgumentsAsTypeSignatures();
    var cells = new LinkedHashMap<@Nullable Object, @Nullable Object>();
    entries.forEach(
        (key, value) -> cells.put(cell(key, types.getFirst()), cell(value, types.getLast())));
    return cells;
  }

  private static List<@Nullable Object> fields(Row row, ClientTypeSignature type) {
    var cells = new ArrayList<@Nullable Object>(row.getFields().size());
    for (int i = 0; i < row.getFields().size(); i++) {
      ClientTypeSignature field =
          type.getArguments().get(i).getNamedTypeSignature().getTypeSignature();
      cells.add(cell(row.getFields().get(i).getValue(), field));
    }
    return cells;
  }

  private static Object ofText(String text, String type) {
    try {
      return switch (type) {
        case "decimal" -> new BigDecimal(text);
        case "date" -> LocalDate.parse(text);
        case "time" -> micros(LocalTime.parse(text));
        case "timestamp" -> micros(LocalDateTime.parse(text, TIMESTAMP));
        case "timestamp with time zone" -> zoned(text);
        default -> text;
      };
    } catch (DateTimeException | NumberFormatException e) {
      return text;
    }
  }

  /// `2026-01-01 00:00:00.5 Europe/Berlin`, or with an offset in the place of the zone.
  private static Object zoned(String text) {
    int space = text.lastIndexOf(' ');
    LocalDateTime local = micros(LocalDateTime.parse(text.substring(0, space), TIMESTAMP));
    return OffsetDateTime.from(local.atZone(ZoneId.of(text.substring(space + 1))));
  }

  private static LocalDateTime micros(LocalDateTime time) {
    return time.plusNanos(HALF_A_MICRO).truncatedTo(ChronoUnit.MICROS);
  }

  private static LocalTime micros(LocalTime time) {
    return time.plusNanos(HALF_A_MICRO).truncatedTo(ChronoUnit.MICROS);
  }
}
