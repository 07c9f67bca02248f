package dev.bailey.database.registry;

import dev.bailey.database.Database;
import dev.bailey.database.Seals;
import dev.bailey.registry.Project;
import dev.bailey.registry.ProjectDefinition;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Projects;
import dev.bailey.storage.keys.KeyOwner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Projects in the table `project`.
public final class JpaProjects implements Projects {
  private final Database database;
  private final Seals seals;

  public JpaProjects(Database database, Seals seals) {
    this.database = database;
    this.seals = seals;
  }

  /// The key comes first: should the row not be kept after all, a key is left that nothing uses,
  /// and its number, which comes from a sequence, belongs to no later project.
  @Override
  public Project add(ProjectDefinition definition, Instant at) {
    return database.callInTransaction(em -> {
      var row = ProjectRow.of(definition, at);
      em.persist(row);
      Project project = row.toProject();
      seals.prepare(KeyOwner.project(project.id().value()));
      return project;
    });
  }

  @Override
  public Optional<Project> find(ProjectId id) {
    return database.callInTransaction(em ->
        Optional.ofNullable(em.find(ProjectRow.class, id.value())).map(ProjectRow::toProject));
  }

  @Override
  public List<Project> list() {
    return database.callInTransaction(em ->
        em.createQuery(
                "select p from ProjectRow p where p.deletedAt is null order by p.id",
                ProjectRow.class)
            .getResultStream()
            .map(ProjectRow::toProject)
            .toList());
  }

  @Override
  public void save(Project project) {
    database.runInTransaction(em ->
        Optional.ofNullable(em.find(ProjectRow.class, project.id().value()))
            .orElseThrow(() -> new IllegalArgumentException("no project " + project.id()))
            .take(project));
  }
}
