package dev.bailey.project.manifest;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A column as a properties file describes it.
///
/// @param extra keys that dbt does not know, kept as they are, and `granularity`, `dimension`,
///   `entity` where given
public record Column(
    String name,
    String description,
    List<String> docBlocks,
    Optional<String> dataType,
    Optional<Boolean> quote,
    List<Constraint> constraints,
    Data.Dict meta,
    List<String> tags,
    Data.Dict extra) {
  public Column {
    docBlocks = List.copyOf(docBlocks);
    constraints = List.copyOf(constraints);
    tags = List.copyOf(tags);
  }

  Column pointing(UnaryOperator<String> change) {
    return new Column(
        name,
        description,
        docBlocks,
        dataType,
        quote,
        constraints.stream().map(constraint -> constraint.pointing(change)).toList(),
        meta,
        tags,
        extra);
  }
}
