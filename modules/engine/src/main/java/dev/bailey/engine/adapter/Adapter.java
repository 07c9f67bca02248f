package dev.bailey.engine.adapter;

import dev.bailey.project.Dialect;
import java.util.Set;

/// A kind of warehouse: everything about it that needs no connection.
public interface Adapter extends Dialect {

  /// The values of `incremental_strategy` that this adapter takes, dbt's
  /// `valid_incremental_strategies`.
  Set<String> incrementalStrategies();

  /// How dbt heads the message of a statement that the warehouse refused.
  default String errorName() {
    return "Database Error";
  }

  /// What becomes of a type of constraint, such as `primary_key`.
  default ConstraintSupport constraintSupport(String type) {
    return switch (type) {
      case "not_null", "foreign_key" -> ConstraintSupport.ENFORCED;
      case "unique", "primary_key" -> ConstraintSupport.NOT_ENFORCED;
      default -> ConstraintSupport.NOT_SUPPORTED;
    };
  }

  @Override
  default boolean enforces(String constraint) {
    return constraintSupport(constraint) == ConstraintSupport.ENFORCED;
  }
}
