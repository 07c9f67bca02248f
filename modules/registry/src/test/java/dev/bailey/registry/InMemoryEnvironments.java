package dev.bailey.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Environments in memory, for tests.
public final class InMemoryEnvironments implements Environments {
  private final Kept<Environment> kept = new Kept<>();

  @Override
  public synchronized Environment add(
      ProjectId project, EnvironmentDefinition definition, Instant at) {
    list(project).forEach(other -> refuseTwins(other, definition));
    return kept.add(id ->
        new Environment(new EnvironmentId(id), project, definition, at, at, Optional.empty()));
  }

  @Override
  public Optional<Environment> find(EnvironmentId id) {
    return kept.find(id.value());
  }

  @Override
  public List<Environment> list(ProjectId project) {
    return list().stream().filter(environment -> environment.project().equals(project)).toList();
  }

  @Override
  public List<Environment> list() {
    return kept.all().stream().filter(Environment::active).toList();
  }

  @Override
  public synchronized void save(Environment environment) {
    if (environment.active()) {
      list(environment.project()).stream()
          .filter(other -> !other.id().equals(environment.id()))
          .forEach(other -> refuseTwins(other, environment.definition()));
    }
    kept.replace(environment.id().value(), environment);
  }

  private static void refuseTwins(Environment other, EnvironmentDefinition wanted) {
    var definition = other.definition();
    if (definition.name().equals(wanted.name())
        || (wanted.kind().single() && definition.kind() == wanted.kind())) {
      throw new RegistryException(
          RegistryException.Code.TAKEN, "the project has such an environment");
    }
  }
}
