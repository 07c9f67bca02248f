package dev.bailey.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps projects. What every keeper must do is in `ProjectsContract`.
public interface Projects {

  /// Keeps a new project, under an id that no project ever had. Its data key exists when this
  /// returns.
  Project add(ProjectDefinition definition, Instant at);

  /// The project, also when it is deleted.
  Optional<Project> find(ProjectId id);

  /// All projects that are not deleted, by id.
  List<Project> list();

  /// Replaces the project of the same id.
  ///
  /// @throws IllegalArgumentException when there is none
  void save(Project project);
}
