package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a properties file says of one resource, as far as others need it to find out of what it is
/// said.
///
/// @param section such as `models`
/// @param isSemantic whether a model has a semantic model of its own
/// @param isSnapshot whether it makes a snapshot of its own, by its `relation`
/// @param overrides the package whose source it changes
/// @param versions none for what has no versions
record Outline(
    String section,
    String name,
    boolean isSemantic,
    boolean isSnapshot,
    Optional<String> overrides,
    List<Version> versions) {
  Outline {
    versions = List.copyOf(versions);
  }

  /// One entry of `versions`.
  ///
  /// @param number its `v`
  /// @param fileName the file that holds it, without its extension
  /// @param isDefinedElsewhere whether it says so itself
  record Version(Data number, String fileName, boolean isLatest, boolean isDefinedElsewhere) {}

  static Outline of(Patch patch) {
    var versions = new ArrayList<Version>();
    for (VersionedPatch versioned : VersionedPatch.of(patch)) {
      Optional<VersionedPatch.Version> version = versioned.version();
      version.ifPresent(v ->
          versions.add(
              new Version(
                  v.number(),
                  v.fileName(),
                  versioned.versions().isLatest(),
                  v.rendered().find("defined_in").isPresent())));
    }
    return new Outline(
        patch.section(),
        patch.name(),
        ModelSemantics.isAsked(patch),
        patch.section().equals("snapshots") && patch.rendered().present("relation").isPresent(),
        patch.section().equals("sources")
            ? Patch.text(patch.rendered(), "overrides")
            : Optional.empty(),
        versions);
  }
}
