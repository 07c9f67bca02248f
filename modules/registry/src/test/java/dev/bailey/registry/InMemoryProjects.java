package dev.bailey.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Projects in memory, for tests.
public final class InMemoryProjects implements Projects {
  private final Kept<Project> kept = new Kept<>();

  @Override
  public Project add(ProjectDefinition definition, Instant at) {
    return kept.add(id -> new Project(new ProjectId(id), definition, at, at, Optional.empty()));
  }

  @Override
  public Optional<Project> find(ProjectId id) {
    return kept.find(id.value());
  }

  @Override
  public List<Project> list() {
    return kept.all().stream().filter(Project::active).toList();
  }

  @Override
  public void save(Project project) {
    kept.replace(project.id().value(), project);
  }
}
