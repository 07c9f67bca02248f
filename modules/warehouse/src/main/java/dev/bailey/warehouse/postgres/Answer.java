package dev.bailey.warehouse.postgres;

import dev.bailey.engine.adapter.Response;
import dev.bailey.engine.adapter.Rows;
import dev.bailey.warehouse.dispatch.RowBudget;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/// What the server answers to a text of one or more statements; the last one counts.
final class Answer extends ResultHandlerBase {
  private String status = "";
  private boolean rowsCame;
  private Field[] fields = new Field[0];
  private List<Tuple> tuples = List.of();

  @Override
  public void handleResultRows(
      Query from, Field[] described, List<Tuple> received, @Nullable ResultCursor cursor) {
    fields = described;
    tuples = received;
    rowsCame = true;
  }

  /// Follows the rows of the same statement, if it has any.
  @Override
  public void handleCommandStatus(String said, long updateCount, long insertOid) {
    status = said;
    if (!rowsCame) {
      fields = new Field[0];
      tuples = List.of();
    }
    rowsCame = false;
  }

  /// Notices are for people at a terminal; dbt does not show them either.
  @Override
  public void handleWarning(SQLWarning warning) {}

  /// dbt's `adapter_response`: the status line, its words as the code, its last number as the
  /// count.
  Response response() throws SQLException {
    if (status.equals("EMPTY")) {
      throw new PSQLException("can't execute an empty query", PSQLState.SYNTAX_ERROR);
    }
    String[] words = status.split(" ");
    String code =
        Arrays.stream(words)
            .filter(word -> !word.chars().allMatch(Character::isDigit))
            .collect(Collectors.joining(" "));
    String last = words[words.length - 1];
    long rows =
        !last.isEmpty() && last.chars().allMatch(Character::isDigit) ? Long.parseLong(last) : -1;
    return new Response(status, code, rows);
  }

  Rows rows(PgConnection connection, int limit, long rowBytes) throws SQLException {
    var types = new PostgresTypes(connection);
    var columns = new ArrayList<Rows.Column>();
    for (Field field : fields) {
      columns.add(new Rows.Column(field.getColumnLabel(), types.name(field.getOID())));
    }
    var budget = new RowBudget(rowBytes);
    var rows = new ArrayList<List<@Nullable Object>>();
    for (Tuple tuple : tuples) {
      if (limit >= 0 && rows.size() >= limit) {
        break;
      }
      List<@Nullable Object> row = row(tuple);
      budget.spend(row);
      rows.add(row);
    }
    return new Rows(columns, rows);
  }

  private List<@Nullable Object> row(Tuple tuple) {
    var row = new ArrayList<@Nullable Object>(fields.length);
    for (int i = 0; i < fields.length; i++) {
      row.add(PostgresValues.cell(tuple.get(i), fields[i].getOID()));
    }
    return row;
  }
}
