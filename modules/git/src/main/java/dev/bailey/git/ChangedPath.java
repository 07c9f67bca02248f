package dev.bailey.git;

/// A file that differs between two commits. A renamed file is one that was deleted and one that was
/// added.
public record ChangedPath(String path, Kind kind) {

  /// How it differs, seen from the first commit.
  public enum Kind {
    ADDED,
    MODIFIED,
    DELETED
  }
}
