package dev.bailey.warehouse.postgres;

import dev.bailey.engine.adapter.Adapter;
import dev.bailey.engine.adapter.ConstraintSupport;
import dev.bailey.project.relation.ColumnTypes;
import dev.bailey.project.relation.RelationStyle;
import dev.bailey.source.SourceTree;
import dev.bailey.warehouse.ResourceTree;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What dbt-postgres is to dbt.
public final class PostgresAdapter implements Adapter {
  /// PostgreSQL cuts longer names off in silence.
  private static final int LONGEST_NAME = 63;

  private final SourceTree macros = new ResourceTree(PostgresAdapter.class, "macros");

  @Override
  public String type() {
    return "postgres";
  }

  @Override
  public SourceTree macros() {
    return macros;
  }

  @Override
  public Set<String> incrementalStrategies() {
    return Set.of("append", "delete+insert", "merge", "microbatch");
  }

  @Override
  public RelationStyle relationStyle() {
    return new RelationStyle(
        "PostgresRelation",
        "\"",
        LONGEST_NAME,
        true,
        Set.of("view", "table", "materialized_view"),
        Set.of("view", "table"),
        true);
  }

  @Override
  public ConstraintSupport constraintSupport(String type) {
    return ConstraintSupport.ENFORCED;
  }

  @Override
  public ColumnTypes columnTypes() {
    return new Types();
  }

  /// dbt-postgres's `PostgresColumn`: text without a size stays text.
  private static final class Types implements ColumnTypes {
    @Override
    public String pythonName() {
      return "PostgresColumn";
    }

    /// The groups of types that dbt's driver tells apart: a contract holds whatever the size of an
    /// integer or of a text.
    @Override
    public String ofQuery(String type) {
      if (type.endsWith("[]")) {
        return ofQuery(type.substring(0, type.length() - 2)) + "ARRAY";
      }
      return switch (type) {
        case "boolean" -> "BOOLEAN";
        case "smallint", "integer" -> "INTEGER";
        case "bigint" -> "LONGINTEGER";
        case "real", "double precision" -> "FLOAT";
        case "numeric" -> "DECIMAL";
        case "text", "character varying", "character", "char", "name" -> "STRING";
        case "date" -> "DATE";
        case "time without time zone", "time with time zone" -> "TIME";
        case "timestamp without time zone" -> "DATETIME";
        case "timestamp with time zone" -> "DATETIMETZ";
        case "interval" -> "INTERVAL";
        case "bytea" -> "BINARY";
        case "oid" -> "ROWID";
        case "json" -> "JSON";
        case "jsonb" -> "JSONB";
        default -> type;
      };
    }

    @Override
    public String dataType(
        String type, Optional<Long> size, Optional<Long> precision, Optional<Long> scale) {
      String lower = type.toLowerCase(Locale.ROOT);
      boolean unsized = lower.equals("character varying") && size.isEmpty();
      return lower.equals("text") || unsized
          ? type
          : ColumnTypes.super.dataType(type, size, precision, scale);
    }
  }
}
