package dev.bailey.registry;

/// Names one repository of this appliance, for good: an id is never used again.
public record RepositoryId(long value) {
  public RepositoryId {
    if (value < 1) {
      throw new IllegalArgumentException("repository id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
