package dev.bailey.warehouse.duckdb;

import dev.bailey.engine.adapter.Rows;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/// From what DuckDB's driver gives to the cells of [Rows].
final class DuckDbValues {
  private final ResultSet set;
  private final List<Rows.Column> columns;
  private final BitSet zoneless = new BitSet();

  DuckDbValues(ResultSet set) throws SQLException {
    this.set = set;
    this.columns = columns(set.getMetaData());
    for (int i = 0; i < columns.size(); i++) {
      String type = columns.get(i).type();
      zoneless.set(i, type.startsWith("TIMESTAMP") && !type.endsWith("TIME ZONE"));
    }
  }

  private static List<Rows.Column> columns(ResultSetMetaData meta) throws SQLException {
    var all = new ArrayList<Rows.Column>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      all.add(new Rows.Column(meta.getColumnName(i), meta.getColumnTypeName(i)));
    }
    return all;
  }

  List<Rows.Column> columns() {
    return columns;
  }

  List<@Nullable Object> row() throws SQLException {
    var row = new ArrayList<@Nullable Object>(columns.size());
    for (int i = 1; i <= columns.size(); i++) {
      row.add(cell(i));
    }
    return row;
  }

  /// The driver's `Timestamp` goes through the time zone of this machine, where an hour may be
  /// missing; a timestamp of DuckDB's has no zone.
  private @Nullable Object cell(int column) throws SQLException {
    return zoneless.get(column - 1)
        ? set.getObject(column, LocalDateTime.class)
        : cell(set.getObject(column));
  }

  private static @Nullable Object cell(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case Byte n -> n.longValue();
      case Short n -> n.longValue();
      case Integer n -> n.longValue();
      case Float n -> n.doubleValue();
      case Timestamp time -> time.toLocalDateTime();
      case OffsetTime time -> time.toString();
      case Blob blob -> blob.getBytes(1, (int) blob.length());
      case Array array -> items((Object[]) array.getArray());
      case DuckDBStruct struct -> map(struct.getMap());
      case Struct struct -> items(struct.getAttributes());
      case Map<?, ?> map -> map(map);
      case Boolean _,
          Long _,
          Double _,
          String _,
          java.math.BigInteger _,
          java.math.BigDecimal _,
          java.time.temporal.Temporal _ ->
          value;
      default -> value.toString();
    };
  }

  private static List<@Nullable Object> items(@Nullable Object[] values) throws SQLException {
    var items = new ArrayList<@Nullable Object>(values.length);
    for (Object value : Arrays.asList(values)) {
      items.add(cell(value));
    }
    return items;
  }

  private static Map<@Nullable Object, @Nullable Object> map(Map<?, ?> values) throws SQLException {
    var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
    for (var entry : values.entrySet()) {
      map.put(cell(entry.getKey()), cell(entry.getValue()));
    }
    return map;
  }
}
