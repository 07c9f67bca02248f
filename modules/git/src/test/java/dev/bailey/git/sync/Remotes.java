package dev.bailey.git.sync;

import dev.bailey.git.GitException;
import dev.bailey.registry.Destination;
import dev.bailey.registry.ProjectId;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remote repositories in memory.
final class Remotes implements RemoteRepositories {
  final Map<ProjectId, RemoteRepository> all = new ConcurrentHashMap<>();
  final List<SyncResult> results = new CopyOnWriteArrayList<>();
  final Set<String> forbidden = new HashSet<>();
  final Map<String, InetSocketAddress> moved = new HashMap<>();

  Remotes with(RemoteRepository remote) {
    all.put(remote.project(), remote);
    return this;
  }

  @Override
  public List<RemoteRepository> list() {
    return new ArrayList<>(all.values());
  }

  @Override
  public Optional<RemoteRepository> find(ProjectId project) {
    return Optional.ofNullable(all.get(project));
  }

  @Override
  public InetSocketAddress admit(Destination destination) {
    if (forbidden.contains(destination.host())) {
      throw new GitException(GitException.Code.REFUSED, "no rule allows the way to " + destination);
    }
    return moved.getOrDefault(
        destination.host(), new InetSocketAddress(destination.host(), destination.port()));
  }

  @Override
  public void synced(SyncResult result) {
    results.add(result);
  }
}
