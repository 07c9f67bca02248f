package dev.bailey.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps environments. What every keeper must do is in `EnvironmentsContract`.
public interface Environments {

  /// Keeps a new environment, under an id of its own.
  ///
  /// @throws RegistryException TAKEN when the project has one of that name, or of a kind of which
  ///   it has at most one
  Environment add(ProjectId project, EnvironmentDefinition definition, Instant at);

  /// The environment, also when it is deleted.
  Optional<Environment> find(EnvironmentId id);

  /// The environments of a project that are not deleted, by id.
  List<Environment> list(ProjectId project);

  /// All environments that are not deleted, by id.
  List<Environment> list();

  /// Replaces the environment of the same id.
  ///
  /// @throws IllegalArgumentException when there is none
  /// @throws RegistryException TAKEN as for [#add]
  void save(Environment environment);
}
