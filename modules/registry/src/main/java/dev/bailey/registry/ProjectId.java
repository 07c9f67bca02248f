package dev.bailey.registry;

/// Names one project of this appliance, for good: an id is never used again.
public record ProjectId(long value) {
  public ProjectId {
    if (value < 1) {
      throw new IllegalArgumentException("project id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
