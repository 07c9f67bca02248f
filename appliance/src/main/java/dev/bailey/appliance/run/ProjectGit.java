package dev.bailey.appliance.run;

import dev.bailey.appliance.packages.GitPackages;
import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.git.sync.KnownHosts;
import dev.bailey.git.sync.RemoteHost;
import dev.bailey.git.sync.RemoteSync;
import dev.bailey.registry.Destination;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.RepositoryLinks;
import dev.bailey.registry.RepositoryOrigin;
import java.util.Optional;

/// How a project's packages are fetched from git hosts: with what the project's own repository is
/// entered with, and only on the host where that is. What one host let us in with is no business of
/// another.
///
/// @param hosts SSH hosts that the operator vouches for; a key that was confirmed for the project's
///   own repository counts before them
record ProjectGit(ProjectId project, RepositoryLinks links, KnownHosts hosts)
    implements GitPackages.Entrance {

  @Override
  public GitAccess access(Destination host, boolean ssh) {
    Optional<GitAccess> own = own(new RemoteHost(host, ssh)).map(RepositoryOrigin.Remote::access);
    if (own.isPresent() || !ssh) {
      return own.orElseGet(GitAccess.Open::new);
    }
    throw new GitException(
        Code.CREDENTIALS,
        ("over SSH, packages are fetched with the deploy key of the project's own repository, and only where that is; the project has none at %s."
                + " Name the package by its HTTPS URL, with a token by env_var where one is needed")
            .formatted(host));
  }

  @Override
  public String hostKey(Destination host) {
    return own(new RemoteHost(host, true))
        .map(RepositoryOrigin.Remote::hostKey)
        .filter(key -> !key.isBlank())
        .or(() -> hosts.key(host))
        .orElseThrow(() ->
            new GitException(
                Code.UNTRUSTED,
                "the SSH key of %s is not known; put it into the file that `git_known_hosts` names"
                    .formatted(host)));
  }

  /// The project's own repository, when it is there.
  private Optional<RepositoryOrigin.Remote> own(RemoteHost host) {
    return links
        .of(project)
        .map(link -> link.settings().origin())
        .filter(RepositoryOrigin.Remote.class::isInstance)
        .map(RepositoryOrigin.Remote.class::cast)
        .filter(remote -> RemoteSync.host(remote.url()).equals(host));
  }
}
