package dev.bailey.project.manifest;

import java.util.Optional;
import java.util.stream.Stream;

/// How old the data of a source may be.
///
/// @param warnAfter empty where a table takes away the one of its source
/// @param errorAfter likewise
public record Freshness(
    Optional<Threshold> warnAfter, Optional<Threshold> errorAfter, Optional<String> filter) {

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
      new Freshness(Optional.of(Threshold.NONE), Optional.of(Threshold.NONE), Optional.empty());

  /// Whether there is anything to check.
  public boolean isSet() {
    return Stream.of(warnAfter, errorAfter).flatMap(Optional::stream).anyMatch(Threshold::isSet);
  }
}
