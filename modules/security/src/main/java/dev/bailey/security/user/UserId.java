package dev.bailey.security.user;

/// Names one user of this appliance, for good: an id is never used again.
public record UserId(long value) {
  public UserId {
    if (value < 1) {
      throw new IllegalArgumentException("user id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
