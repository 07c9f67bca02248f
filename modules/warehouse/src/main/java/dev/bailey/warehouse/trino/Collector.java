package dev.bailey.warehouse.trino;

import dev.bailey.engine.adapter.Rows;
import dev.bailey.warehouse.dispatch.RowBudget;
import io.trino.jdbc.$internal.client.Column;
import io.trino.jdbc.$internal.client.StatementClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes the rows of a query, page by page as they arrive.
interface Collector {

  /// Takes the page that the client has now.
  void take(StatementClient client);

  /// All that was taken.
  Rows rows();

  /// Wants no rows. They are read all the same: without its rows being read, a query does not end.
  record Nothing() implements Collector {
    @Override
    public void take(StatementClient client) {}

    @Override
    public Rows rows() {
      return Rows.none();
    }
  }

  /// Keeps the rows.
  final class All implements Collector {
    private final int limit;
    private final RowBudget budget;
    private final List<List<@Nullable Object>> taken = new ArrayList<>();
    private List<Column> columns = List.of();

    /// @param limit how many rows are kept, or -1
    /// @param bytes how much memory they may take
    All(int limit, long bytes) {
      this.limit = limit;
      this.budget = new RowBudget(bytes);
    }

    @Override
    public void take(StatementClient client) {
      List<Column> described = client.currentStatusInfo().getColumns();
      columns = Optional.ofNullable(described).orElse(columns);
      for (List<@Nullable Object> page : client.currentRows()) {
        if (limit < 0 || taken.size() < limit) {
          List<@Nullable Object> row = TrinoValues.row(page, columns);
          budget.spend(row);
          taken.add(row);
        }
      }
    }

    @Override
    public Rows rows() {
      return new Rows(
          columns.stream()
              .map(column -> new Rows.Column(column.getName(), column.getType()))
              .toList(),
          taken);
    }
  }
}
