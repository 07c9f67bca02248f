package dev.bailey.engine.adapter;

import dev.bailey.project.Dialect;
import java.util.Set;

/// A kind of warehouse: everything about it that needs no connection.
public interface Adapter extends Dialect {

  /// The values of `incremental_strategy` that this adapter takes, dbt's
  /// `valid_incremental_strategies`.
  Set<String> incrementalStrategies();
}
