package dev.bailey.registry;

/// Names one connection of this appliance, for good: an id is never used again.
public record ConnectionId(long value) {
  public ConnectionId {
    if (value < 1) {
      throw new IllegalArgumentException("connection id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
