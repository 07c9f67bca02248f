package dev.bailey.project.relation;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The type names of a kind of warehouse, as dbt's `Column` class knows them. The defaults are
/// dbt's own; an adapter overrides what its class does.
public interface ColumnTypes {

  /// dbt's name of the class, as templates may print it: `PostgresColumn`.
  default String pythonName() {
    return "Column";
  }

  /// What the class has beyond the fields of every column, as its `repr` shows it.
  default String furtherFields() {
    return "";
  }

  default boolean isString(String type) {
    return Set.of("text", "character varying", "character", "varchar").contains(lower(type));
  }

  default boolean isInteger(String type) {
    return Set.of(
            "smallint",
            "integer",
            "bigint",
            "smallserial",
            "serial",
            "bigserial",
            "int2",
            "int4",
            "int8",
            "serial2",
            "serial4",
            "serial8")
        .contains(lower(type));
  }

  default boolean isFloat(String type) {
    return Set.of("real", "float4", "float", "double precision", "float8", "double")
        .contains(lower(type));
  }

  default boolean isNumeric(String type) {
    return Set.of("numeric", "decimal").contains(lower(type));
  }

  /// What the driver of dbt's adapter calls the type of a query's column: what a contract compares.
  ///
  /// @param type the warehouse's name
  default String ofQuery(String type) {
    return type;
  }

  /// Whether what stands in parentheses after a type is its size, and no part of its name.
  default boolean hasSize(String type) {
    return true;
  }

  /// The type with its size, as DDL has it: dbt's `data_type`.
  ///
  /// @param size of a string
  /// @param precision of a number
  /// @param scale of a number
  default String dataType(
      String type, Optional<Long> size, Optional<Long> precision, Optional<Long> scale) {
    if (isString(type)) {
      return stringType(stringSize(type, size));
    }
    return isNumeric(type) ? numericType(type, precision, scale) : type;
  }

  /// How many characters a string column takes.
  default long stringSize(String type, Optional<Long> size) {
    return lower(type).equals("text") ? 256 : size.orElse(256L);
  }

  default String stringType(long size) {
    return "character varying(" + size + ")";
  }

  default String numericType(String type, Optional<Long> precision, Optional<Long> scale) {
    return precision.isPresent() && scale.isPresent()
        ? type + "(" + precision.get() + "," + scale.get() + ")"
        : type;
  }

  /// The warehouse's name for one of dbt's general type names; most are understood as they are.
  default String translate(String label) {
    return label.equalsIgnoreCase("string") ? "TEXT" : label;
  }

  /// The type of a seed's column.
  default String seedType(SeedType type) {
    return switch (type) {
      case TEXT -> "text";
      case INTEGER -> "integer";
      case DECIMAL -> "float8";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case DATETIME -> "timestamp without time zone";
      case TIME -> "time";
    };
  }

  /// What the values of a seed's column look like.
  enum SeedType {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    DATE,
    DATETIME,
    TIME
  }

  private static String lower(String type) {
    return type.toLowerCase(Locale.ROOT);
  }
}
