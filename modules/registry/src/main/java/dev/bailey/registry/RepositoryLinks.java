package dev.bailey.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps which repository each project has. A project has at most one that is active. What every
/// keeper must do is in `RepositoryLinksContract`.
public interface RepositoryLinks {

  /// Keeps a new link, under an id of its own; the project's former link is deleted by it.
  RepositoryLink add(ProjectId project, RepositorySettings settings, Instant at);

  /// The link, also when it is deleted.
  Optional<RepositoryLink> find(RepositoryId id);

  /// The active link of a project.
  Optional<RepositoryLink> of(ProjectId project);

  /// The active link of the managed repository of this name.
  Optional<RepositoryLink> managed(String name);

  /// All active links, by id.
  List<RepositoryLink> list();

  /// Replaces the link of the same id.
  ///
  /// @throws IllegalArgumentException when there is none
  void save(RepositoryLink link);
}
