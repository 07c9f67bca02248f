package dev.bailey.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps credentials, their secrets sealed with the project's key. What every keeper must do is in
/// `CredentialsStoreContract`.
public interface CredentialsStore {

  /// Keeps new credentials, under an id of their own.
  Credentials add(ProjectId project, CredentialsDefinition definition, Instant at);

  /// The credentials, also when they are deleted.
  Optional<Credentials> find(CredentialsId id);

  /// The credentials of a project that are not deleted, by id.
  List<Credentials> list(ProjectId project);

  /// Replaces the credentials of the same id.
  ///
  /// @throws IllegalArgumentException when there are none
  void save(Credentials credentials);
}
