package dev.bailey.git.sync;

import dev.bailey.registry.Destination;
import dev.bailey.registry.ProjectId;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// What sync needs to know and whom it tells: the port to the registry, the egress policy and the
/// audit.
public interface RemoteRepositories {

  /// All repositories to follow; asked again on every round, so that changes take hold.
  List<RemoteRepository> list();

  /// The repository that a project follows.
  Optional<RemoteRepository> find(ProjectId project);

  /// Refuses a host that no administrator allowed. Asked before every connection, which then goes
  /// to the very address that is given here: what the name means a moment later does not matter.
  ///
  /// @throws dev.bailey.git.GitException REFUSED, UNREACHABLE
  InetSocketAddress admit(Destination destination);

  /// Takes note of how a sync ended.
  void synced(SyncResult result);
}
