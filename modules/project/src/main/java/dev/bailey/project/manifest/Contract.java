package dev.bailey.project.manifest;

import java.util.Optional;

/// Whether a node's columns are promised.
///
/// @param checksum sha256 over the columns, when enforced
public record Contract(boolean enforced, boolean aliasTypes, Optional<String> checksum) {
  public static final Contract NONE = new Contract(false, true, Optional.empty());
}
