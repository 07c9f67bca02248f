package dev.bailey.git;

import java.util.Optional;

/// A branch or tag that points elsewhere now.
///
/// @param ref the full name, such as `refs/heads/main`
/// @param before empty when it is new
/// @param after empty when it was deleted
public record RefChange(String ref, Optional<CommitId> before, Optional<CommitId> after) {
  private static final String HEADS = "refs/heads/";

  /// The name of the branch, when it is one.
  public Optional<String> branch() {
    return ref.startsWith(HEADS) ? Optional.of(ref.substring(HEADS.length())) : Optional.empty();
  }
}
