package dev.bailey.registry;

import dev.bailey.registry.EnvironmentVariable.Scope;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Environment variables in memory, for tests.
public final class InMemoryEnvironmentVariables implements EnvironmentVariables {
  private final Kept<EnvironmentVariable> kept = new Kept<>();

  @Override
  public synchronized EnvironmentVariable set(
      ProjectId project, Scope scope, String name, Secret value, Instant at) {
    Optional<EnvironmentVariable> before =
        list(project).stream()
            .filter(known -> known.scope().equals(scope) && known.name().equals(name))
            .findFirst();
    if (before.isEmpty()) {
      return kept.add(
          id -> new EnvironmentVariable(new VariableId(id), project, scope, name, value, at, at));
    }
    var known = before.get();
    var changed =
        new EnvironmentVariable(known.id(), project, scope, name, value, known.createdAt(), at);
    kept.replace(known.id().value(), changed);
    return changed;
  }

  @Override
  public Optional<EnvironmentVariable> find(VariableId id) {
    return kept.find(id.value());
  }

  @Override
  public List<EnvironmentVariable> list(ProjectId project) {
    return kept.all().stream()
        .filter(variable -> variable.project().equals(project))
        .sorted(Comparator.comparing(EnvironmentVariable::name))
        .toList();
  }

  @Override
  public void remove(VariableId id) {
    kept.remove(id.value());
  }
}
