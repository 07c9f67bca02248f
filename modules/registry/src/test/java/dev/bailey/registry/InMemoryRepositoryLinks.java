package dev.bailey.registry;

import dev.bailey.registry.RepositoryOrigin.Managed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Links to repositories in memory, for tests.
public final class InMemoryRepositoryLinks implements RepositoryLinks {
  private final Kept<RepositoryLink> kept = new Kept<>();

  @Override
  public synchronized RepositoryLink add(
      ProjectId project, RepositorySettings settings, Instant at) {
    if (settings.origin() instanceof Managed(String name)
        && managed(name).filter(link -> !link.project().equals(project)).isPresent()) {
      throw new RegistryException(RegistryException.Code.TAKEN, "the name is taken: " + name);
    }
    of(project).ifPresent(old -> save(old.deleted(at)));
    return kept.add(id ->
        new RepositoryLink(new RepositoryId(id), project, settings, at, at, Optional.empty()));
  }

  @Override
  public Optional<RepositoryLink> find(RepositoryId id) {
    return kept.find(id.value());
  }

  @Override
  public Optional<RepositoryLink> of(ProjectId project) {
    return list().stream().filter(link -> link.project().equals(project)).findFirst();
  }

  @Override
  public Optional<RepositoryLink> managed(String name) {
    return list().stream()
        .filter(link -> link.settings().origin().equals(new Managed(name)))
        .findFirst();
  }

  @Override
  public List<RepositoryLink> list() {
    return kept.all().stream().filter(RepositoryLink::active).toList();
  }

  @Override
  public void save(RepositoryLink link) {
    kept.replace(link.id().value(), link);
  }
}
