package dev.bailey.jobs;

/// Names one job of this appliance, for good.
public record JobId(long value) {
  public JobId {
    if (value < 1) {
      throw new IllegalArgumentException("job id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
