package dev.bailey.warehouse.duckdb;

import dev.bailey.engine.adapter.Rows;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/// From what DuckDB's driver gives to the cells of [Rows].
final class DuckDbValues {
  private final ResultSet set;
  private final List<Rows.Column> columns;

  DuckDbValues(ResultSet set) throws SQLException {
    this.set = set;
    this.columns = columns(set.getMetaData());
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
      row.add(cell(set.getObject(i)));
    }
    return row;
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

  private static Map<@Nullable Object, @Nullable Object> map(Map<?, ?> values)
      throws SQLException {
    var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
    for (var entry : values.entrySet()) {
      map.put(cell(entry.getKey()), cell(entry.getValue()));
    }
    return map;
  }
}
