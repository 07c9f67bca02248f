package dev.bailey.warehouse.postgres;

import java.sql.SQLException;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgConnection;

/// PostgreSQL's names of its types, as `format_type` prints them.
final class PostgresTypes {
  private final PgConnection connection;

  PostgresTypes(PgConnection connection) {
    this.connection = connection;
  }

  String name(int oid) throws SQLException {
    return switch (oid) {
      case Oid.BOOL -> "boolean";
      case Oid.INT2 -> "smallint";
      case Oid.INT4 -> "integer";
      case Oid.INT8 -> "bigint";
      case Oid.FLOAT4 -> "real";
      case Oid.FLOAT8 -> "double precision";
      case Oid.NUMERIC -> "numeric";
      case Oid.TEXT -> "text";
      case Oid.VARCHAR -> "character varying";
      case Oid.BPCHAR -> "character";
      case Oid.DATE -> "date";
      case Oid.TIME -> "time without time zone";
      case Oid.TIMETZ -> "time with time zone";
      case Oid.TIMESTAMP -> "timestamp without time zone";
      case Oid.TIMESTAMPTZ -> "timestamp with time zone";
      case Oid.INTERVAL -> "interval";
      case Oid.BYTEA -> "bytea";
      case Oid.UUID -> "uuid";
      case Oid.JSON -> "json";
      case Oid.JSONB -> "jsonb";
      case Oid.UNSPECIFIED -> "unknown";
      default -> other(oid);
    };
  }

  private String other(int oid) throws SQLException {
    int element = PostgresValues.elementOf(oid);
    if (element != Oid.UNSPECIFIED) {
      return name(element) + "[]";
    }
    String known = connection.getTypeInfo().getPGType(oid);
    return known == null ? "oid " + oid : known;
  }
}
