package dev.bailey.appliance.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads everything that a database holds.
public final class Contents {
  private static final String RELATIONS =
      """
      select table_schema, table_name, table_type from information_schema.tables
      where table_schema not in ('information_schema', 'pg_catalog')
      """;
  private static final String COLUMNS =
      """
      select column_name, data_type, character_maximum_length, numeric_precision, numeric_scale
      from information_schema.columns where table_schema = ? and table_name = ?
      order by ordinal_position
      """;

  /// For warehouses whose types say their sizes.
  private static final String PLAIN_COLUMNS =
      """
      select column_name, data_type
      from information_schema.columns where table_schema = ? and table_name = ?
      order by ordinal_position
      """;

  /// What snapshots fill with the time at which they run.
  private static final Set<String> OF_THE_MOMENT =
      Set.of("dbt_scd_id", "dbt_updated_at", "dbt_valid_from", "dbt_valid_to");

  private final Connection connection;
  private final String columns;

  /// One table or view.
  ///
  /// @param columns names with types, in order
  /// @param rows sorted, as there is no other order; without what tells the time
  public record Relation(String kind, List<String> columns, List<String> rows) {}

  private Contents(Connection connection, String columns) {
    this.connection = connection;
    this.columns = columns;
  }

  /// Every table and view that `connection` sees, by schema and name.
  public static Map<String, Relation> of(Connection connection) throws SQLException {
    return new Contents(connection, COLUMNS).all();
  }

  /// The same, for a warehouse whose types say their sizes.
  static Map<String, Relation> withPlainTypes(Connection connection) throws SQLException {
    return new Contents(connection, PLAIN_COLUMNS).all();
  }

  private Map<String, Relation> all() throws SQLException {
    var all = new TreeMap<String, Relation>();
    for (List<String> found : query(RELATIONS)) {
      all.put(found.get(0) + "." + found.get(1), relation(found));
    }
    return all;
  }

  private Relation relation(List<String> found) throws SQLException {
    List<List<String>> described = query(columns, found.get(0), found.get(1));
    String compared =
        described.stream()
            .map(List::getFirst)
            .filter(name -> !OF_THE_MOMENT.contains(name))
            .map(name -> '"' + name + '"')
            .collect(Collectors.joining(", "));
    String sql = "select %s from \"%s\".\"%s\"".formatted(compared, found.get(0), found.get(1));
    return new Relation(
        found.get(2),
        described.stream().map(column -> String.join(" ", column)).toList(),
        query(sql).stream().map(row -> String.join(" | ", row)).sorted().toList());
  }

  private List<List<String>> query(String sql, String... parameters) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        return rows(result);
      }
    }
  }

  private static List<List<String>> rows(ResultSet result) throws SQLException {
    int width = result.getMetaData().getColumnCount();
    var rows = new ArrayList<List<String>>();
    while (result.next()) {
      var row = new ArrayList<String>();
      for (int i = 1; i <= width; i++) {
        row.add(String.valueOf(result.getString(i)));
      }
      rows.add(row);
    }
    return rows;
  }
}
