package dev.bailey.git;

import java.time.Duration;

/// What a repository accepts.
///
/// @param objectBytes the largest single object, uncompressed
/// @param packBytes the largest pack that a push or a sync may bring
/// @param pathLength the longest path, in characters
/// @param idle how long a connection may stand still
public record GitLimits(long objectBytes, long packBytes, int pathLength, Duration idle) {
  private static final long MIB = 1 << 20;

  /// Generous for dbt projects: 100 MiB an object, 1 GiB a push.
  public static GitLimits standard() {
    return new GitLimits(100 * MIB, 1024 * MIB, 1000, Duration.ofMinutes(2));
  }
}
