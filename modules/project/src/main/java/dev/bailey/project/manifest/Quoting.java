package dev.bailey.project.manifest;

import java.util.Optional;

/// Which parts of a relation's name are quoted; empty parts fall back to the next more general
/// setting.
public record Quoting(
    Optional<Boolean> database,
    Optional<Boolean> schema,
    Optional<Boolean> identifier,
    Optional<Boolean> column) {
  public static final Quoting NONE =
      new Quoting(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// These, and where empty those of `general`.
  public Quoting or(Quoting general) {
    return new Quoting(
        database.or(general::database),
        schema.or(general::schema),
        identifier.or(general::identifier),
        column.or(general::column));
  }
}
