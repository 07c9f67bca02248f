package dev.bailey.warehouse.postgres;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/// Puts values into a text, as psycopg does: numbers and booleans with their type, all else as
/// literals that take the type of their place.
final class Bindings {
  private Bindings() {}

  static ParameterList bind(Query query, List<Object> values) throws SQLException {
    ParameterList parameters = query.createParameterList();
    if (parameters.getParameterCount() != values.size()) {
      throw new PSQLException(
          "the statement has %d placeholders, and there are %d values"
              .formatted(parameters.getParameterCount(), values.size()),
          PSQLState.INVALID_PARAMETER_VALUE);
    }
    for (int i = 0; i < values.size(); i++) {
      bind(parameters, i + 1, values.get(i));
    }
    return parameters;
  }

  private static void bind(ParameterList parameters, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> parameters.setNull(index, Oid.UNSPECIFIED);
      case Boolean _ -> parameters.setStringParameter(index, value.toString(), Oid.BOOL);
      case Long _, Integer _ -> parameters.setStringParameter(index, value.toString(), Oid.INT8);
      case BigInteger _ -> parameters.setStringParameter(index, value.toString(), Oid.NUMERIC);
      case BigDecimal number ->
          parameters.setStringParameter(index, number.toPlainString(), Oid.NUMERIC);
      case Double _ -> parameters.setStringParameter(index, value.toString(), Oid.FLOAT8);
      case byte[] bytes ->
          parameters.setStringParameter(
              index, "\\x" + HexFormat.of().formatHex(bytes), Oid.UNSPECIFIED);
      default -> parameters.setStringParameter(index, value.toString(), Oid.UNSPECIFIED);
    }
  }
}
