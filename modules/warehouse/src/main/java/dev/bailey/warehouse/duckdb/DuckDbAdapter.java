package dev.bailey.warehouse.duckdb;

import dev.bailey.engine.adapter.Adapter;
import dev.bailey.engine.adapter.ConstraintSupport;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.relation.ColumnTypes;
import dev.bailey.project.relation.RelationStyle;
import dev.bailey.source.SourceTree;
import dev.bailey.warehouse.ResourceTree;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What dbt-duckdb is to dbt.
public final class DuckDbAdapter implements Adapter {
  private final SourceTree macros = new ResourceTree(DuckDbAdapter.class, "macros");

  @Override
  public String type() {
    return "duckdb";
  }

  @Override
  public SourceTree macros() {
    return macros;
  }

  /// The file or table function that a source names as its `external_location`.
  @Override
  public Optional<String> location(SourceDefinition source) {
    return ExternalSource.of(source).location();
  }

  @Override
  public Set<String> incrementalStrategies() {
    return Set.of("append", "delete+insert", "merge", "microbatch");
  }

  @Override
  public String errorName() {
    return "Runtime Error";
  }

  @Override
  public RelationStyle relationStyle() {
    return new RelationStyle(
        "DuckDBRelation", "\"", Integer.MAX_VALUE, false, Set.of(), Set.of(), false);
  }

  @Override
  public ConstraintSupport constraintSupport(String type) {
    return ConstraintSupport.ENFORCED;
  }

  @Override
  public ColumnTypes columnTypes() {
    return new Types();
  }

  /// dbt-duckdb's `DuckDBColumn`.
  private static final class Types implements ColumnTypes {
    @Override
    public String pythonName() {
      return "DuckDBColumn";
    }

    @Override
    public String furtherFields() {
      return ", fields=[]";
    }

    @Override
    public boolean isInteger(String type) {
      return Set.of(
              "tinyint",
              "smallint",
              "integer",
              "bigint",
              "hugeint",
              "utinyint",
              "usmallint",
              "uinteger",
              "ubigint",
              "int1",
              "int2",
              "int4",
              "int8",
              "short",
              "int",
              "signed",
              "long")
          .contains(type.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean isFloat(String type) {
      return Set.of("real", "float4", "float", "float8", "double")
          .contains(type.toLowerCase(Locale.ROOT));
    }
  }

  @Override
  public boolean buildsBatchesAtOnce() {
    return true;
  }
}
