package dev.bailey.project.manifest;

/// A query that is compiled and not run.
public record Analysis(NodeParts parts) implements Node {
  @Override
  public Analysis with(NodeParts other) {
    return new Analysis(other);
  }
}
