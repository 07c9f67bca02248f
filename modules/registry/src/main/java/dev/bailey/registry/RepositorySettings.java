package dev.bailey.registry;

import java.util.List;
import java.util.Optional;

/// What a user says of a project's repository.
///
/// @param defaultBranch what runs work on where an environment names no branch
/// @param protectedBranches branches that accept no forced push and no push from the IDE
/// @param pullRequestUrl a template for the address where a pull request is opened
public record RepositorySettings(
    RepositoryOrigin origin,
    String defaultBranch,
    List<String> protectedBranches,
    Optional<String> pullRequestUrl) {
  public RepositorySettings {
    protectedBranches = List.copyOf(protectedBranches);
    if (defaultBranch.isBlank()) {
      throw new IllegalArgumentException("a repository has a default branch");
    }
  }

  /// The branch `main`, protected.
  public static RepositorySettings of(RepositoryOrigin origin) {
    return new RepositorySettings(origin, "main", List.of("main"), Optional.empty());
  }
}
