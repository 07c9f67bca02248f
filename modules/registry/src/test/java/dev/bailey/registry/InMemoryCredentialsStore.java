package dev.bailey.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Credentials in memory, for tests.
public final class InMemoryCredentialsStore implements CredentialsStore {
  private final Kept<Credentials> kept = new Kept<>();

  @Override
  public Credentials add(ProjectId project, CredentialsDefinition definition, Instant at) {
    return kept.add(id ->
        new Credentials(new CredentialsId(id), project, definition, at, at, Optional.empty()));
  }

  @Override
  public Optional<Credentials> find(CredentialsId id) {
    return kept.find(id.value());
  }

  @Override
  public List<Credentials> list(ProjectId project) {
    return kept.all().stream()
        .filter(Credentials::active)
        .filter(credentials -> credentials.project().equals(project))
        .toList();
  }

  @Override
  public void save(Credentials credentials) {
    kept.replace(credentials.id().value(), credentials);
  }
}
