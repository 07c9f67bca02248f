package dev.bailey.project.manifest;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A constraint of a column (then without columns) or of a model.
///
/// @param type `check`, `not_null`, `unique`, `primary_key`, `foreign_key` or `custom`
/// @param to for a foreign key the `ref` or `source` it points to, or the relation that this is
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

  /// The same with what is made of `to`.
  Constraint pointing(UnaryOperator<String> change) {
    return new Constraint(
        type,
        name,
        expression,
        warnUnenforced,
        warnUnsupported,
        to.map(change),
        toColumns,
        columns);
  }
}
