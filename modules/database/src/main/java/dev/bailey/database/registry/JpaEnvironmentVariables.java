package dev.bailey.database.registry;

import dev.bailey.database.Database;
import dev.bailey.database.Seals;
import dev.bailey.registry.EnvironmentVariable;
import dev.bailey.registry.EnvironmentVariable.Scope;
import dev.bailey.registry.EnvironmentVariables;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Secret;
import dev.bailey.registry.VariableId;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Environment variables in the table `environment_variable`.
public final class JpaEnvironmentVariables implements EnvironmentVariables {
  private final Database database;
  private final Seals seals;

  public JpaEnvironmentVariables(Database database, Seals seals) {
    this.database = database;
    this.seals = seals;
  }

  @Override
  public EnvironmentVariable set(
      ProjectId project, Scope scope, String name, Secret value, Instant at) {
    EnvironmentVariable.checkName(name);
    return database.callInTransaction(em -> {
      VariableRow row =
          find(em, project, scope, name).orElseGet(() -> persist(em, project, scope, name, at));
      row.set(value, at, seals);
      return row.toVariable(seals);
    });
  }

  @Override
  public Optional<EnvironmentVariable> find(VariableId id) {
    return database.callInTransaction(em ->
        Optional.ofNullable(em.find(VariableRow.class, id.value()))
            .map(row -> row.toVariable(seals)));
  }

  @Override
  public List<EnvironmentVariable> list(ProjectId project) {
    return database.callInTransaction(em ->
        em.createQuery(
                "select v from VariableRow v where v.project = :project order by v.name, v.id",
                VariableRow.class)
            .setParameter("project", project.value())
            .getResultStream()
            .map(row -> row.toVariable(seals))
            .toList());
  }

  @Override
  public void remove(VariableId id) {
    database.runInTransaction(
        em -> Optional.ofNullable(em.find(VariableRow.class, id.value())).ifPresent(em::remove));
  }

  private static Optional<VariableRow> find(
      EntityManager em, ProjectId project, Scope scope, String name) {
    return em.createQuery(
            "select v from VariableRow v where v.project = :project and v.name = :name and v.scope = :scope and v.scopeId = :scopeId",
            VariableRow.class)
        .setParameter("project", project.value())
        .setParameter("name", name)
        .setParameter("scope", VariableRow.word(scope))
        .setParameter("scopeId", VariableRow.number(scope))
        .getResultStream()
        .findFirst();
  }

  private static VariableRow persist(
      EntityManager em, ProjectId project, Scope scope, String name, Instant at) {
    var row = VariableRow.of(project, scope, name, at);
    em.persist(row);
    return row;
  }
}
