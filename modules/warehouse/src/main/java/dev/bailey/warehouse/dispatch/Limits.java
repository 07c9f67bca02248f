package dev.bailey.warehouse.dispatch;

import java.time.Duration;

/// What one connection may use.
///
/// @param concurrency how many statements or transactions at once, over all runs
/// @param statement how long a statement may run
/// @param rowBytes how large a result may be in memory
public record Limits(int concurrency, Duration statement, long rowBytes) {
  public Limits {
    if (concurrency < 1 || statement.isNegative() || statement.isZero() || rowBytes < 1) {
      throw new IllegalArgumentException(
          "limits: %d at once, %s, %d bytes".formatted(concurrency, statement, rowBytes));
    }
  }

  /// What is right when nobody says otherwise: 32 at once, a day, 256 MiB.
  public static Limits standard() {
    return new Limits(32, Duration.ofDays(1), 256L << 20);
  }

  public Limits withConcurrency(int other) {
    return new Limits(other, statement, rowBytes);
  }

  public Limits withStatement(Duration other) {
    return new Limits(concurrency, other, rowBytes);
  }

  public Limits withRowBytes(long other) {
    return new Limits(concurrency, statement, other);
  }
}
