package dev.bailey.project.manifest;

import java.util.List;
import java.util.Optional;

/// A constraint of a column (then without columns) or of a model.
///
/// @param type `check`, `not_null`, `unique`, `primary_key`, `foreign_key` or `custom`
/// @param to for a foreign key the relation it points to, as compiled
public record Constraint(
    String type,
    Optional<String> name,
    Optional<String> expression,
    boolean warnUnenforced,
    boolean warnUnsupported,
    Optional<String> to,
    List<String> toColumns,
    List<String> columns) {
  public Constraint {
    toColumns = List.copyOf(toColumns);
    columns = List.copyOf(columns);
  }
}
