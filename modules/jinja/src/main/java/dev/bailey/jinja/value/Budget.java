package dev.bailey.jinja.value;

import java.time.Duration;

/// What one rendering may use. All of them are limits that a template cannot raise.
///
/// @param steps nodes evaluated and items walked
/// @param outputChars characters of the rendered text
/// @param depth macros, includes and nested values within one another
/// @param time from start to end on the wall clock
/// @param items elements and characters that values may allocate in sum
/// @param regexSteps characters that regular expressions may look at
public record Budget(
    long steps, long outputChars, int depth, Duration time, long items, long regexSteps) {
  public Budget {
    if (steps < 1 || outputChars < 1 || depth < 1 || items < 1 || regexSteps < 1) {
      throw new IllegalArgumentException("a budget is at least 1");
    }
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("the time of a budget is more than 0");
    }
  }

  /// Enough for every project seen so far, and little enough to end a hostile template in seconds.
  public static Budget standard() {
    return new Budget(
        50_000_000, 50_000_000, 400, Duration.ofSeconds(30), 200_000_000, 100_000_000);
  }
}
