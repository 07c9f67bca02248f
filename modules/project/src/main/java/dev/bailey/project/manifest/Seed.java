package dev.bailey.project.manifest;

/// A CSV file that becomes a table.
public record Seed(NodeParts parts) implements Node {
  @Override
  public Seed with(NodeParts other) {
    return new Seed(other);
  }
}
