package dev.bailey.database.registry;

import dev.bailey.database.Database;
import dev.bailey.registry.Environment;
import dev.bailey.registry.EnvironmentDefinition;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.Environments;
import dev.bailey.registry.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Environments in the table `environment`.
public final class JpaEnvironments implements Environments {
  private static final String TAKEN =
      "the project has an environment of this name, or of a kind of which it has at most one; or"
          + " what it names is not there";
  private static final String ACTIVE = "select e from EnvironmentRow e where e.deletedAt is null";

  private final Database database;

  public JpaEnvironments(Database database) {
    this.database = database;
  }

  @Override
  public Environment add(ProjectId project, EnvironmentDefinition definition, Instant at) {
    return Taken.unless(
        TAKEN,
        () ->
            database.callInTransaction(em -> {
              var row = EnvironmentRow.of(project, definition, at);
              em.persist(row);
              em.flush();
              return row.toEnvironment();
            }));
  }

  @Override
  public Optional<Environment> find(EnvironmentId id) {
    return database.callInTransaction(em ->
        Optional.ofNullable(em.find(EnvironmentRow.class, id.value()))
            .map(EnvironmentRow::toEnvironment));
  }

  @Override
  public List<Environment> list(ProjectId project) {
    return database.callInTransaction(em ->
        em.createQuery(ACTIVE + " and e.project = :project order by e.id", EnvironmentRow.class)
            .setParameter("project", project.value())
            .getResultStream()
            .map(EnvironmentRow::toEnvironment)
            .toList());
  }

  @Override
  public List<Environment> list() {
    return database.callInTransaction(em ->
        em.createQuery(ACTIVE + " order by e.id", EnvironmentRow.class)
            .getResultStream()
            .map(EnvironmentRow::toEnvironment)
            .toList());
  }

  @Override
  public void save(Environment environment) {
    Taken.unless(
        TAKEN,
        () ->
            database.callInTransaction(em -> {
              Optional.ofNullable(em.find(EnvironmentRow.class, environment.id().value()))
                  .orElseThrow(
                      () -> new IllegalArgumentException("no environment " + environment.id()))
                  .take(environment);
              em.flush();
              return true;
            }));
  }
}
