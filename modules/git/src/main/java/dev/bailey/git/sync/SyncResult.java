package dev.bailey.git.sync;

import dev.bailey.git.GitException;
import dev.bailey.git.RefChange;
import dev.bailey.registry.ProjectId;
import java.time.Instant;
import java.util.List;

/// How a sync ended.
public sealed interface SyncResult {
  ProjectId project();

  Instant at();

  /// The repository is as the remote's was.
  ///
  /// @param changes what differs from before; often nothing
  record Synced(ProjectId project, Instant at, List<RefChange> changes) implements SyncResult {
    public Synced {
      changes = List.copyOf(changes);
    }
  }

  /// The remote could not be read; the last synced commits stay in use.
  ///
  /// @param message what happened and the remedy, without secrets
  /// @param failures how many in a row
  /// @param next when it is tried again
  record Failed(
      ProjectId project,
      Instant at,
      GitException.Code code,
      String message,
      int failures,
      Instant next)
      implements SyncResult {}
}
