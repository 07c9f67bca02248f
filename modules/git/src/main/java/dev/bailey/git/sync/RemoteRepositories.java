package dev.bailey.git.sync;

import dev.bailey.registry.ProjectId;
import java.util.List;
import java.util.Optional;

/// What sync needs to know and whom it tells: the port to the registry, the egress policy and the
/// audit.
public interface RemoteRepositories extends Gate {

  /// All repositories to follow; asked again on every round, so that changes take hold.
  List<RemoteRepository> list();

  /// The repository that a project follows.
  Optional<RemoteRepository> find(ProjectId project);

  /// Takes note of how a sync ended.
  void synced(SyncResult result);
}
