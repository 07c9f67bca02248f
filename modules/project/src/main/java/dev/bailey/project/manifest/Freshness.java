package dev.bailey.project.manifest;

import java.util.Optional;

/// How old the data of a source may be.
public record Freshness(Threshold warnAfter, Threshold errorAfter, Optional<String> filter) {

  /// An age such as 12 hours; both parts, or none.
  ///
  /// @param period `minute`, `hour` or `day`
  public record Threshold(Optional<Long> count, Optional<String> period) {
    public static final Threshold NONE = new Threshold(Optional.empty(), Optional.empty());

    public boolean isSet() {
      return count.isPresent() && period.isPresent();
    }
  }

  public static final Freshness NONE =
      new Freshness(Threshold.NONE, Threshold.NONE, Optional.empty());

  /// Whether there is anything to check.
  public boolean isSet() {
    return warnAfter.isSet() || errorAfter.isSet();
  }
}
