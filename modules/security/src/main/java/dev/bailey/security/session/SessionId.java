package dev.bailey.security.session;

/// Names one session of this appliance, for good: an id is never used again.
public record SessionId(long value) {
  public SessionId {
    if (value < 1) {
      throw new IllegalArgumentException("session id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
