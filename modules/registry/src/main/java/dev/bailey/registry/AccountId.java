package dev.bailey.registry;

/// Names the account of an appliance, for good.
public record AccountId(long value) {
  public AccountId {
    if (value < 1) {
      throw new IllegalArgumentException("account id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
