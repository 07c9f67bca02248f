package dev.bailey.project.manifest;

/// A query whose changes over time are kept.
public record Snapshot(NodeParts parts) implements Node {
  @Override
  public Snapshot with(NodeParts other) {
    return new Snapshot(other);
  }
}
