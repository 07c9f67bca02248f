package dev.bailey.warehouse.trino;

import dev.bailey.engine.adapter.Adapter;
import dev.bailey.engine.adapter.ConstraintSupport;
import dev.bailey.project.relation.ColumnTypes;
import dev.bailey.project.relation.RelationStyle;
import dev.bailey.source.SourceTree;
import dev.bailey.warehouse.ResourceTree;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What dbt-trino is to dbt.
public final class TrinoAdapter implements Adapter {
  private final SourceTree macros = new ResourceTree(TrinoAdapter.class, "macros");

  @Override
  public String type() {
    return "trino";
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
        "TrinoRelation", "\"", Integer.MAX_VALUE, false, Set.of(), Set.of(), false);
  }

  /// Whether even `not null` holds is up to the connector; dbt-trino counts on it.
  @Override
  public ConstraintSupport constraintSupport(String type) {
    return type.equals("not_null") ? ConstraintSupport.ENFORCED : ConstraintSupport.NOT_SUPPORTED;
  }

  /// Trino compares no time with a text.
  @Override
  public String timePrefix() {
    return "TIMESTAMP ";
  }

  @Override
  public ColumnTypes columnTypes() {
    return new Types();
  }

  /// dbt-trino's `TrinoColumn`.
  private static final class Types implements ColumnTypes {
    private static final long LONGEST_TEXT = Integer.MAX_VALUE - 1L;

    @Override
    public String pythonName() {
      return "TrinoColumn";
    }

    /// A contract holds whatever the size: dbt-trino compares the names of types only.
    @Override
    public String ofQuery(String type) {
      int size = type.indexOf('(');
      return (size < 0 ? type : type.substring(0, size)).toUpperCase(Locale.ROOT);
    }

    @Override
    public String translate(String label) {
      return switch (label.toUpperCase(Locale.ROOT)) {
        case "STRING" -> "VARCHAR";
        case "FLOAT" -> "DOUBLE";
        default -> label;
      };
    }

    @Override
    public boolean isString(String type) {
      return Set.of("varchar", "char").contains(type.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean hasSize(String type) {
      return isString(type) || isNumeric(type);
    }

    @Override
    public long stringSize(String type, Optional<Long> size) {
      return size.orElse(LONGEST_TEXT);
    }

    @Override
    public String stringType(long size) {
      return "varchar(" + size + ")";
    }

    /// A text without a size is as long as any.
    @Override
    public String dataType(
        String type, Optional<Long> size, Optional<Long> precision, Optional<Long> scale) {
      return isString(type) && size.isEmpty()
          ? type
          : ColumnTypes.super.dataType(type, size, precision, scale);
    }

    @Override
    public String seedType(SeedType type) {
      return switch (type) {
        case TEXT -> "VARCHAR";
        case INTEGER -> "INTEGER";
        case DECIMAL -> "DOUBLE";
        case BOOLEAN -> "boolean";
        case DATE -> "DATE";
        case DATETIME -> "TIMESTAMP";
        case TIME -> "time";
      };
    }

    @Override
    public boolean isFloat(String type) {
      return Set.of("real", "double").contains(type.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean isInteger(String type) {
      return Set.of("tinyint", "smallint", "integer", "int", "bigint")
          .contains(type.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean isNumeric(String type) {
      return type.equalsIgnoreCase("decimal");
    }
  }

  @Override
  public boolean buildsBatchesAtOnce() {
    return true;
  }
}
