package dev.bailey.project.manifest;

import java.util.Optional;

/// Which version of a model this is, and which one a `ref` without a version means.
public record Versions(Optional<Data> version, Optional<Data> latest) {
  public static final Versions NONE = new Versions(Optional.empty(), Optional.empty());

  public boolean isLatest() {
    return version.isPresent() && version.equals(latest);
  }
}
