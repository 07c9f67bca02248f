package dev.bailey.security.group;

/// Names one group of this appliance, for good: an id is never used again.
public record GroupId(long value) {
  public GroupId {
    if (value < 1) {
      throw new IllegalArgumentException("group id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
