package dev.bailey.project.manifest;

import java.util.Optional;

/// A data test that a properties file asks for.
///
/// @param columnName empty for a test of the whole resource
/// @param fileKeyName section and name in the properties file, such as `models.orders`
/// @param attachedNode unique id of the tested node, empty for sources
public record GenericTest(
    NodeParts parts,
    Optional<String> columnName,
    String fileKeyName,
    Optional<String> attachedNode,
    TestMetadata metadata)
    implements Node {

  @Override
  public GenericTest with(NodeParts other) {
    return new GenericTest(other, columnName, fileKeyName, attachedNode, metadata);
  }

  /// Which generic test with which arguments.
  ///
  /// @param namespace the package before the dot of its name
  /// @param kwargs with `model`, and `column_name` for a test of a column
  public record TestMetadata(String name, Data.Dict kwargs, Optional<String> namespace) {}
}
