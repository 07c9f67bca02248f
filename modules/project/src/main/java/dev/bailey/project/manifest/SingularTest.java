package dev.bailey.project.manifest;

/// A data test that is a file of its own.
public record SingularTest(NodeParts parts) implements Node {
  @Override
  public SingularTest with(NodeParts other) {
    return new SingularTest(other);
  }
}
