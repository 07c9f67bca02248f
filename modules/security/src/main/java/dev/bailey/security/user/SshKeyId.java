package dev.bailey.security.user;

/// Names one SSH key of this appliance, for good: an id is never used again.
public record SshKeyId(long value) {
  public SshKeyId {
    if (value < 1) {
      throw new IllegalArgumentException("SSH key id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
