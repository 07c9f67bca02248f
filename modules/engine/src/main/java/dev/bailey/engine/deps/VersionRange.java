package dev.bailey.engine.deps;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The versions between two bounds; a single version is both of its own bounds.
///
/// @param from empty when any old version will do
/// @param to empty when any new version will do
record VersionRange(Optional<VersionBound> from, Optional<VersionBound> to) {
  private static final VersionRange ANY = new VersionRange(Optional.empty(), Optional.empty());

  private static VersionRange of(VersionBound bound) {
    return new VersionRange(
        Optional.of(bound).filter(b -> !b.sign().isUpper()),
        Optional.of(bound).filter(b -> !b.sign().isLower()));
  }

  /// What satisfies all bounds; empty when nothing can. The last bound counts first, as in dbt,
  /// which shows in the text of a range.
  static Optional<VersionRange> all(List<VersionBound> bounds) {
    if (bounds.isEmpty()) {
      return Optional.of(ANY);
    }
    Optional<VersionRange> range = Optional.of(of(bounds.getLast()));
    for (VersionBound bound : bounds.subList(0, bounds.size() - 1)) {
      range = range.flatMap(some -> some.and(of(bound)));
    }
    return range;
  }

  /// Whether this version lies in the range.
  boolean holds(VersionBound version) {
    return all(Stream.of(Optional.of(version), from, to).flatMap(Optional::stream).toList())
        .isPresent();
  }

  private Optional<VersionRange> and(VersionRange other) {
    Optional<VersionBound> exact = from.filter(VersionBound::isExact);
    Optional<VersionBound> otherExact = other.from.filter(VersionBound::isExact);
    if (exact.isPresent()) {
      return other.admits(exact.get()) ? Optional.of(this) : Optional.empty();
    }
    if (otherExact.isPresent()) {
      return admits(otherExact.get()) ? Optional.of(other) : Optional.empty();
    }
    var both = new VersionRange(later(from, other.from), earlier(to, other.to));
    return both.isEmpty() ? Optional.empty() : Optional.of(both);
  }

  private boolean admits(VersionBound version) {
    return from.filter(bound -> !isAtOrAfter(version, bound)).isEmpty()
        && to.filter(bound -> !isAtOrBefore(version, bound)).isEmpty();
  }

  private static boolean isAtOrAfter(VersionBound version, VersionBound bound) {
    int order = bound.compare(version);
    return order < 0 || (order == 0 && bound.sign() != VersionBound.Sign.ABOVE);
  }

  private static boolean isAtOrBefore(VersionBound version, VersionBound bound) {
    int order = bound.compare(version);
    return order > 0 || (order == 0 && bound.sign() != VersionBound.Sign.BELOW);
  }

  private boolean isEmpty() {
    return from.isPresent() && to.isPresent() && from.get().compare(to.get()) > 0;
  }

  private static Optional<VersionBound> later(
      Optional<VersionBound> one, Optional<VersionBound> other) {
    return one.isPresent() && other.isPresent()
        ? one.get().compare(other.get()) < 0 ? other : one
        : one.or(() -> other);
  }

  private static Optional<VersionBound> earlier(
      Optional<VersionBound> one, Optional<VersionBound> other) {
    return one.isPresent() && other.isPresent()
        ? one.get().compare(other.get()) > 0 ? other : one
        : one.or(() -> other);
  }

  /// As dbt shows it: both bounds, or `ANY`.
  @Override
  public String toString() {
    String bounds =
        Stream.of(from, to)
            .flatMap(Optional::stream)
            .map(VersionBound::toString)
            .collect(Collectors.joining(", "));
    return bounds.isEmpty() ? "ANY" : bounds;
  }
}
