package dev.bailey.project.manifest;

/// A CSV file that becomes a table.
///
/// @param rootPath the directory of its project, where there is one
public record Seed(NodeParts parts, String rootPath) implements Node {
  @Override
  public Seed with(NodeParts other) {
    return new Seed(other, rootPath);
  }
}
