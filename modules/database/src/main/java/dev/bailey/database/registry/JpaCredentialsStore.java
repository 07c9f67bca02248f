package dev.bailey.database.registry;

import dev.bailey.database.Database;
import dev.bailey.database.Seals;
import dev.bailey.registry.Credentials;
import dev.bailey.registry.CredentialsDefinition;
import dev.bailey.registry.CredentialsId;
import dev.bailey.registry.CredentialsStore;
import dev.bailey.registry.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Credentials in the table `credentials`.
public final class JpaCredentialsStore implements CredentialsStore {
  private final Database database;
  private final Seals seals;

  public JpaCredentialsStore(Database database, Seals seals) {
    this.database = database;
    this.seals = seals;
  }

  @Override
  public Credentials add(ProjectId project, CredentialsDefinition definition, Instant at) {
    return database.callInTransaction(em -> {
      var row = CredentialsRow.of(project, at);
      em.persist(row);
      row.define(definition, seals);
      return row.toCredentials(seals);
    });
  }

  @Override
  public Optional<Credentials> find(CredentialsId id) {
    return database.callInTransaction(em ->
        Optional.ofNullable(em.find(CredentialsRow.class, id.value()))
            .map(row -> row.toCredentials(seals)));
  }

  @Override
  public List<Credentials> list(ProjectId project) {
    return database.callInTransaction(em ->
        em.createQuery(
                "select c from CredentialsRow c where c.project = :project and c.deletedAt is null order by c.id",
                CredentialsRow.class)
            .setParameter("project", project.value())
            .getResultStream()
            .map(row -> row.toCredentials(seals))
            .toList());
  }

  @Override
  public void save(Credentials credentials) {
    database.runInTransaction(em ->
        Optional.ofNullable(em.find(CredentialsRow.class, credentials.id().value()))
            .orElseThrow(() -> new IllegalArgumentException("no credentials " + credentials.id()))
            .take(credentials, seals));
  }
}
