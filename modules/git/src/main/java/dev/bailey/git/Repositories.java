package dev.bailey.git;

import dev.bailey.registry.ProjectId;
import dev.bailey.storage.keys.KeyRing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// The repositories of this appliance: one for each project, encrypted under the project's key.
public final class Repositories implements AutoCloseable {

  /// @param root a directory that is the repositories' alone; made when it is not there
  /// @param ring lent, not closed; each project's key is in it before its repository is made
  public Repositories(Path root, KeyRing ring, SecureRandom random, GitLimits limits) {}

  /// Calls `listener` after each change of refs from now on, whatever made it.
  public void addListener(RefsListener listener) {}

  /// Makes an empty repository for a project, which has a data key by then.
  ///
  /// @param defaultBranch what a clone checks out, such as `main`; it exists from the first commit
  /// @throws GitException EXISTS
  public GitRepository create(ProjectId project, String defaultBranch) {
    return get(project);
  }

  /// The repository of a project. It is kept open; nothing need be closed.
  public Optional<GitRepository> find(ProjectId project) {
    return Optional.empty();
  }

  /// The repository of a project.
  ///
  /// @throws GitException NOT_FOUND
  public GitRepository get(ProjectId project) {
    return find(project)
        .orElseThrow(() ->
            new GitException(
                GitException.Code.NOT_FOUND, "project " + project + " has no repository"));
  }

  /// Deletes a project's repository: its files and every copy in memory. Copies in backups stay
  /// readable until the project's key is destroyed, too.
  public void delete(ProjectId project) {}

  /// Projects that have a repository.
  public List<ProjectId> list() {
    return List.of();
  }

  @Override
  public void close() {}
}
