package dev.bailey.git;

import java.time.Duration;

/// What a repository accepts.
///
/// @param objectBytes the largest single object, uncompressed
/// @param packBytes the largest pack that a push or a sync may bring
/// @param pathLength the longest path, in characters
/// @param idle how long a connection may stand still
/// @param atOnce how many clones, fetches and pushes are served at once; others wait
public record GitLimits(
    long objectBytes, long packBytes, int pathLength, Duration idle, int atOnce) {
  private static final long MIB = 1 << 20;

  /// Generous for dbt projects: 100 MiB an object, 1 GiB a push.
  public static GitLimits standard() {
    return new GitLimits(100 * MIB, 1024 * MIB, 1000, Duration.ofMinutes(2), 16);
  }
}
