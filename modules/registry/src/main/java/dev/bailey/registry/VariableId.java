package dev.bailey.registry;

/// Names one value of an environment variable, for good: an id is never used again.
public record VariableId(long value) {
  public VariableId {
    if (value < 1) {
      throw new IllegalArgumentException("variable id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
