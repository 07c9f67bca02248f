package dev.bailey.appliance.run;

import dev.bailey.appliance.packages.GitPackages;
import dev.bailey.engine.deps.Downloads;
import dev.bailey.engine.deps.PackageLimits;
import dev.bailey.engine.deps.PackageSources;
import dev.bailey.git.sync.Gate;
import dev.bailey.git.sync.KnownHosts;
import dev.bailey.git.sync.RemoteCommits;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.RepositoryLinks;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.object.ObjectStore;
import java.net.URI;

/// Where the packages of all projects come from, and where they are kept.
///
/// @param hub of projects that name no other
public record PackageGround(
    URI hub, PackageLimits limits, Downloads downloads, Git git, ObjectStore objects) {

  /// How git hosts are reached.
  ///
  /// @param links how each project's own repository is entered
  /// @param hosts SSH hosts that the operator vouches for
  public record Git(RemoteCommits commits, Gate gate, RepositoryLinks links, KnownHosts hosts) {}

  /// Those of one project.
  PackageSources of(ProjectId project) {
    return new PackageSources(
        hub,
        downloads,
        new GitPackages(
            git.commits(), git.gate(), new ProjectGit(project, git.links(), git.hosts())),
        new StoredPackages(objects, KeyOwner.project(project.value())),
        limits);
  }
}
