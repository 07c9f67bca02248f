package dev.bailey.project.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A query that becomes a relation.
///
/// @param deprecationDate ISO text as dbt writes it
/// @param primaryKey the columns that constraints or tests show to be one
public record Model(
    NodeParts parts,
    Access access,
    List<Constraint> constraints,
    Versions versions,
    Optional<String> deprecationDate,
    List<String> primaryKey,
    Optional<Data.Dict> timeSpine)
    implements Node {
  public Model {
    constraints = List.copyOf(constraints);
    primaryKey = List.copyOf(primaryKey);
  }

  @Override
  public Model with(NodeParts other) {
    return new Model(other, access, constraints, versions, deprecationDate, primaryKey, timeSpine);
  }

  /// The same with what is made of the `to` of each foreign key, of the model and of its columns.
  public Model pointing(UnaryOperator<String> change) {
    var columns = new LinkedHashMap<String, Column>();
    parts
        .properties()
        .columns()
        .forEach((name, column) -> columns.put(name, column.pointing(change)));
    return new Model(
        parts.with(parts.properties().with(columns)),
        access,
        constraints.stream().map(constraint -> constraint.pointing(change)).toList(),
        versions,
        deprecationDate,
        primaryKey,
        timeSpine);
  }

  public Model withPrimaryKey(List<String> columns) {
    return new Model(parts, access, constraints, versions, deprecationDate, columns, timeSpine);
  }
}
