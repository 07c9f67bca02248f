package dev.bailey.database;

import dev.bailey.registry.ProjectId;
import jakarta.persistence.EntityManager;
import java.util.List;

/// Deletes all rows of a project, once its keys are destroyed.
public final class ProjectErasure {
  /// In an order that leaves no row which refers to one that is gone.
  private static final List<String> STATEMENTS =
      List.of(
          "delete from node_result where run_id in (select id from run where project_id = ?1)",
          "delete from run_step where run_id in (select id from run where project_id = ?1)",
          "update run set retry_of = null where project_id = ?1",
          "delete from run where project_id = ?1",
          "delete from job where project_id = ?1",
          "delete from environment_variable where project_id = ?1",
          "delete from environment where project_id = ?1",
          "delete from credentials where project_id = ?1",
          "delete from repository where project_id = ?1",
          "delete from project where id = ?1");

  private final Database database;

  public ProjectErasure(Database database) {
    this.database = database;
  }

  /// Deletes what there is of a project. Lines of the audit stay: they tell of it by its number.
  public void erase(ProjectId project) {
    database.runInTransaction(em -> {
      for (String sql : STATEMENTS) {
        em.createNativeQuery(sql).setParameter(1, project.value()).executeUpdate();
      }
    });
  }

  /// Sees to it that no project to come gets a number up to this one, which had a project once.
  public void numberBeyond(ProjectId project) {
    long next = Math.max(project.value(), largest()) + 1;
    database.runInTransaction(em ->
        em.createNativeQuery("alter sequence project_id restart with " + next).executeUpdate());
  }

  private long largest() {
    return database.callInTransaction(ProjectErasure::largest);
  }

  private static long largest(EntityManager em) {
    var found = em.createNativeQuery("select coalesce(max(id), 0) from project").getSingleResult();
    return ((Number) found).longValue();
  }
}
