package dev.bailey.database.security;

import dev.bailey.database.Database;
import dev.bailey.security.review.Confirmation;
import dev.bailey.security.review.Confirmations;
import java.util.List;
import java.util.Optional;

/// Confirmations in the table `access_confirmation`.
public final class JpaConfirmations implements Confirmations {
  private final Database database;

  public JpaConfirmations(Database database) {
    this.database = database;
  }

  @Override
  public List<Confirmation> list() {
    return database.callInTransaction(em ->
        em.createQuery("select c from ConfirmationRow c order by c.key", ConfirmationRow.class)
            .getResultStream()
            .map(ConfirmationRow::toConfirmation)
            .toList());
  }

  @Override
  public void set(Confirmation confirmation) {
    database.runInTransaction(em -> em.merge(ConfirmationRow.of(confirmation)));
  }

  @Override
  public void remove(String key) {
    database.runInTransaction(
        em -> Optional.ofNullable(em.find(ConfirmationRow.class, key)).ifPresent(em::remove));
  }
}
