package dev.bailey.project.selection;

import dev.bailey.project.manifest.Seed;
import dev.bailey.source.Problem;
import java.util.Optional;

/// What dbt says of a seed whose rows are too many to be compared.
final class LargeSeed {
  private LargeSeed() {}

  /// @param earlier the kind of the earlier checksum
  /// @param isSame whether the seed stands where it stood
  /// @param largest how many MiB are compared
  static Problem warning(Seed seed, String earlier, boolean isSame, long largest) {
    String found =
        "Found a seed (%s.%s) >%dMiB in size".formatted(seed.packageName(), seed.name(), largest);
    if (!earlier.equals("path")) {
      return warning(
          "seed-increased",
          found + ". The previous file was <=%dMiB, so it has changed".formatted(largest));
    }
    return isSame
        ? warning(
            "seed-exceeds-limit-same-path",
            found
                + " at the same path, dbt cannot tell if it has changed: assuming they are the same")
        : warning(
            "seed-exceeds-limit-and-path-changed",
            found + ". The previous file was in a different location, assuming it has changed");
  }

  private static Problem warning(String code, String message) {
    return new Problem(code, Problem.Severity.WARNING, Optional.empty(), message);
  }
}
