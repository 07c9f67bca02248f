package dev.bailey.engine.context;

import dev.bailey.engine.adapter.Rows;
import dev.bailey.jinja.library.json.JsonStyle;
import dev.bailey.jinja.library.json.JsonWriter;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Bytes;
import dev.bailey.jinja.value.DateTimeValue;
import dev.bailey.jinja.value.DateValue;
import dev.bailey.jinja.value.DecimalValue;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TimeValue;
import dev.bailey.jinja.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From the cells of a result to Python's values: first as the database driver would give them,
/// then as agate types a whole column by what is in it.
final class Cells {
  private Cells() {}

  /// One cell as the driver gives it.
  static Value raw(@Nullable Object cell) {
    return switch (cell) {
      case null -> None.NONE;
      case Boolean b -> Bool.of(b);
      case Long n -> Int.of(n);
      case Integer n -> Int.of(n);
      case BigInteger n -> Int.of(n);
      case BigDecimal n -> DecimalValue.of(n);
      case Double n -> Float.of(n);
      case String text -> Str.of(text);
      case byte[] bytes -> Bytes.of(bytes);
      case LocalDate date -> DateValue.of(date);
      case LocalDateTime time -> DateTimeValue.of(time);
      case OffsetDateTime time -> DateTimeValue.of(time);
      case LocalTime time -> TimeValue.of(time);
      case List<?> items -> list(items);
      case Map<?, ?> map -> dict(map);
      default -> Str.of(cell.toString());
    };
  }

  private static ListValue list(List<?> items) {
    var list = ListValue.empty();
    items.forEach(item -> list.add(raw(item)));
    return list;
  }

  private static DictValue dict(Map<?, ?> map) {
    var dict = DictValue.empty();
    map.forEach((key, value) -> dict.put(raw(key), raw(value)));
    return dict;
  }

  /// A column as agate types it.
  static TableValue.Column column(Rows rows, int index, Execution x) {
    var cells = new ArrayList<Value>(rows.size());
    for (List<@Nullable Object> row : rows.rows()) {
      cells.add(raw(row.get(index)));
    }
    x.meter().items(cells.size());
    return typed(rows.columns().get(index).name(), cells, x);
  }

  /// The column with the first of agate's types that takes every value.
  static TableValue.Column typed(String name, List<Value> cells, Execution x) {
    AgateType type = typeOf(cells);
    var cast = new ArrayList<Value>(cells.size());
    for (Value cell : cells) {
      cast.add(cell instanceof None ? cell : cast(cell, type, x));
    }
    return new TableValue.Column(name, type, List.copyOf(cast));
  }

  private static AgateType typeOf(List<Value> cells) {
    boolean isInteger = true;
    boolean isNumber = true;
    boolean isDate = true;
    boolean isDateTime = true;
    boolean isBoolean = true;
    for (Value cell : cells) {
      if (cell instanceof None) {
        continue;
      }
      isInteger &= cell instanceof Int;
      isNumber &= cell instanceof Int || cell instanceof Float || cell instanceof DecimalValue;
      isDate &= cell instanceof DateValue;
      isDateTime &= cell instanceof DateValue || cell instanceof DateTimeValue;
      isBoolean &= cell instanceof Bool;
    }
    if (isInteger) {
      return AgateType.INTEGER;
    }
    if (isNumber) {
      return AgateType.NUMBER;
    }
    if (isDate) {
      return AgateType.DATE;
    }
    if (isDateTime) {
      return AgateType.DATE_TIME;
    }
    return isBoolean ? AgateType.BOOLEAN : AgateType.TEXT;
  }

  private static Value cast(Value cell, AgateType type, Execution x) {
    return switch (type) {
      case NUMBER -> number(cell);
      case DATE_TIME ->
          cell instanceof DateValue date ? DateTimeValue.of(date.value().atStartOfDay()) : cell;
      case TEXT -> text(cell, x);
      case INTEGER, DATE, ISO_DATE_TIME, BOOLEAN -> cell;
    };
  }

  private static Value number(Value cell) {
    return switch (cell) {
      case Int n -> DecimalValue.of(new BigDecimal(n.bigValue()));
      case Float n when Double.isFinite(n.value()) -> DecimalValue.of(new BigDecimal(n.str()));
      default -> cell;
    };
  }

  private static Value text(Value cell, Execution x) {
    return switch (cell) {
      case ListValue _, DictValue _ -> Str.of(JsonWriter.write(cell, JsonStyle.standard(), x));
      case Str _ -> cell;
      default -> Str.of(cell.str());
    };
  }
}
