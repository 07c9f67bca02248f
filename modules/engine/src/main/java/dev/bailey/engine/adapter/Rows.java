package dev.bailey.engine.adapter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a query, held in memory and nowhere else (design.md, decision 4).
///
/// Not serializable, and without a text form, so that a row cannot slip into a log by accident; an
/// architecture test forbids every path from here to `database`, `storage` or a log.
///
/// Cells are `null`, `Boolean`, `Long`, `java.math.BigInteger`, `java.math.BigDecimal`, `Double`,
/// `String`, `byte[]`, `java.time` values, or `List`/`Map` of these.
public final class Rows {
  private static final Rows NONE = new Rows(List.of(), List.of());

  private final List<Column> columns;
  private final List<List<@Nullable Object>> rows;

  /// @param rows each as long as `columns`
  public Rows(List<Column> columns, List<? extends List<? extends @Nullable Object>> rows) {
    this.columns = List.copyOf(columns);
    var copy = new ArrayList<List<@Nullable Object>>(rows.size());
    for (var row : rows) {
      copy.add(Collections.unmodifiableList(new ArrayList<@Nullable Object>(row)));
    }
    this.rows = Collections.unmodifiableList(copy);
  }

  /// No rows and no columns.
  public static Rows none() {
    return NONE;
  }

  /// The columns, in the query's order.
  public List<Column> columns() {
    return columns;
  }

  /// The rows, in the warehouse's order.
  public List<List<@Nullable Object>> rows() {
    return rows;
  }

  /// How many rows there are.
  public int size() {
    return rows.size();
  }

  @Override
  public String toString() {
    return "Rows[" + columns.size() + " columns, " + rows.size() + " rows]";
  }

  /// One column of a result.
  ///
  /// @param type the warehouse's own name of the type, lower case as the warehouse prints it
  public record Column(String name, String type) {}
}
