package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import dev.bailey.source.Span;
import java.util.Optional;
import java.util.OptionalInt;

/// One entry of a properties file: its outline is known, the rest is read when it is needed.
///
/// @param index where it stands among the entries of its file
record Entry(OutlinedFile file, int index) {

  Outline outline() {
    return file.outlines().get(index);
  }

  String section() {
    return outline().section();
  }

  String name() {
    return outline().name();
  }

  String packageName() {
    return file.packageName();
  }

  /// All that it says.
  Patch patch() {
    return file.patches().get(index);
  }

  /// Where the resource is named.
  Span at() {
    return patch().at();
  }

  /// Names the entry among those of the project.
  String key() {
    return file.packageName() + ":" + file.path() + "#" + index;
  }

  /// The entry as it applies to one node.
  ///
  /// @param version which of the versions; empty for what has none
  record Versioned(Entry entry, OptionalInt version) {

    Optional<Data> number() {
      return version.isPresent()
          ? Optional.of(entry.outline().versions().get(version.getAsInt()).number())
          : Optional.empty();
    }

    VersionedPatch patch() {
      return VersionedPatch.of(entry.patch()).get(version.orElse(0));
    }

    String key() {
      return entry.key() + (version.isPresent() ? "v" + version.getAsInt() : "");
    }

    /// Changes whenever what is said may.
    String stamp() {
      return key() + "@" + entry.file().contentId();
    }
  }
}
