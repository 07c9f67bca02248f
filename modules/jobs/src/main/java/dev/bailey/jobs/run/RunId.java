package dev.bailey.jobs.run;

/// Names one run of this appliance, for good.
public record RunId(long value) {
  public RunId {
    if (value < 1) {
      throw new IllegalArgumentException("run id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
