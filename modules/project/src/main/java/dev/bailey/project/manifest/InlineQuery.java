package dev.bailey.project.manifest;

/// The query of `--inline`, which is no file.
public record InlineQuery(NodeParts parts) implements Node {
  @Override
  public InlineQuery with(NodeParts other) {
    return new InlineQuery(other);
  }
}
