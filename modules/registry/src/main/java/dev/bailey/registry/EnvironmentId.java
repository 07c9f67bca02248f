package dev.bailey.registry;

/// Names one environment of this appliance, for good: an id is never used again.
public record EnvironmentId(long value) {
  public EnvironmentId {
    if (value < 1) {
      throw new IllegalArgumentException("environment id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
