package dev.bailey.database.registry;

import dev.bailey.database.Database;
import dev.bailey.database.Seals;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.RepositoryId;
import dev.bailey.registry.RepositoryLink;
import dev.bailey.registry.RepositoryLinks;
import dev.bailey.registry.RepositorySettings;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Links to repositories in the table `repository`.
public final class JpaRepositoryLinks implements RepositoryLinks {
  private static final String ACTIVE = "select r from RepositoryRow r where r.deletedAt is null";

  private final Database database;
  private final Seals seals;

  public JpaRepositoryLinks(Database database, Seals seals) {
    this.database = database;
    this.seals = seals;
  }

  @Override
  public RepositoryLink add(ProjectId project, RepositorySettings settings, Instant at) {
    return Taken.unless(
        "the project has a repository, or the name of the managed one is taken",
        () ->
            database.callInTransaction(em -> {
              ofProject(em, project).ifPresent(old -> old.delete(at));
              em.flush();
              var row = RepositoryRow.of(project, at);
              em.persist(row);
              row.define(settings, seals);
              em.flush();
              return row.toLink(seals);
            }));
  }

  @Override
  public Optional<RepositoryLink> find(RepositoryId id) {
    return database.callInTransaction(em ->
        Optional.ofNullable(em.find(RepositoryRow.class, id.value()))
            .map(row -> row.toLink(seals)));
  }

  @Override
  public Optional<RepositoryLink> of(ProjectId project) {
    return database.callInTransaction(em -> ofProject(em, project).map(row -> row.toLink(seals)));
  }

  @Override
  public Optional<RepositoryLink> managed(String name) {
    return database.callInTransaction(em ->
        em.createQuery(
                "select r from RepositoryRow r where r.managedKey = :name", RepositoryRow.class)
            .setParameter("name", name)
            .getResultStream()
            .findFirst()
            .map(row -> row.toLink(seals)));
  }

  @Override
  public List<RepositoryLink> list() {
    return database.callInTransaction(em ->
        em.createQuery(ACTIVE + " order by r.id", RepositoryRow.class)
            .getResultStream()
            .map(row -> row.toLink(seals))
            .toList());
  }

  @Override
  public void save(RepositoryLink link) {
    Taken.unless(
        "the name of the managed repository is taken",
        () ->
            database.callInTransaction(em -> {
              Optional.ofNullable(em.find(RepositoryRow.class, link.id().value()))
                  .orElseThrow(() -> new IllegalArgumentException("no repository " + link.id()))
                  .take(link, seals);
              em.flush();
              return true;
            }));
  }

  private static Optional<RepositoryRow> ofProject(EntityManager em, ProjectId project) {
    return em.createQuery(
            "select r from RepositoryRow r where r.projectKey = :project", RepositoryRow.class)
        .setParameter("project", project.value())
        .getResultStream()
        .findFirst();
  }
}
