package dev.bailey.appliance;

import dev.bailey.git.GitException;
import dev.bailey.git.sync.Gate;
import dev.bailey.git.sync.KnownHosts;
import dev.bailey.git.sync.RemoteHost;
import dev.bailey.git.sync.RemoteRepositories;
import dev.bailey.git.sync.RemoteRepository;
import dev.bailey.git.sync.RemoteSync;
import dev.bailey.git.sync.SyncResult;
import dev.bailey.registry.Destination;
import dev.bailey.registry.Project;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Projects;
import dev.bailey.registry.RepositoryLink;
import dev.bailey.registry.RepositoryLinks;
import dev.bailey.registry.RepositoryOrigin;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which repositories sync follows, as the registry has them, and where it may go, by the same
/// policy as warehouses.
///
/// @param hosts SSH hosts that the operator vouches for; a key that was confirmed for one
///   repository counts before them
record FollowedRepositories(
    RepositoryLinks links, Projects projects, Gate gate, KnownHosts hosts, Duration interval)
    implements RemoteRepositories {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedRepositories.class);

  @Override
  public List<RemoteRepository> list() {
    return links.list().stream().flatMap(link -> followed(link).stream()).toList();
  }

  @Override
  public Optional<RemoteRepository> find(ProjectId project) {
    return links.of(project).flatMap(this::followed);
  }

  private Optional<RemoteRepository> followed(RepositoryLink link) {
    return link.settings().origin() instanceof RepositoryOrigin.Remote remote
            && projects.find(link.project()).filter(Project::active).isPresent()
        ? Optional.of(
            new RemoteRepository(
                link.project(), remote.url(), remote.access(), hostKey(remote), interval))
        : Optional.empty();
  }

  private String hostKey(RepositoryOrigin.Remote remote) {
    if (!remote.hostKey().isEmpty()) {
      return remote.hostKey();
    }
    try {
      RemoteHost host = RemoteSync.host(remote.url());
      return host.ssh() ? hosts.key(host.destination()).orElse("") : "";
    } catch (GitException e) {
      return ""; // The fetch says what is wrong with the URL, and the others go on.
    }
  }

  @Override
  public InetSocketAddress admit(Destination destination) {
    return gate.admit(destination);
  }

  @Override
  public void synced(SyncResult result) {
    switch (result) {
      case SyncResult.Synced(var project, _, var changes) -> {
        if (!changes.isEmpty()) {
          LOG.info(
              "Fetched the repository of project {}: {} refs changed", project, changes.size());
        }
      }
      case SyncResult.Failed(var project, _, var code, String message, int failures, var next) ->
          LOG.warn(
              "Fetching the repository of project {} failed ({}, {} in a row, next try {}): {}",
              project,
              code,
              failures,
              next,
              message);
    }
  }
}
