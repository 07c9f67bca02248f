package dev.bailey.registry;

/// Names one set of credentials of this appliance, for good: an id is never used again.
public record CredentialsId(long value) {
  public CredentialsId {
    if (value < 1) {
      throw new IllegalArgumentException("credentials id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
