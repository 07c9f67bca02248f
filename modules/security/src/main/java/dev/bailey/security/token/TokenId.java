package dev.bailey.security.token;

/// Names one token of this appliance, for good: an id is never used again.
public record TokenId(long value) {
  public TokenId {
    if (value < 1) {
      throw new IllegalArgumentException("token id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
