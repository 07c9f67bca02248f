package dev.bailey.database.security;

import dev.bailey.database.Database;
import dev.bailey.database.DatabaseException;
import dev.bailey.security.provider.SpentProofs;
import java.time.Instant;

/// Proofs that were used, in the table `spent_proof`: its key lets one of two in.
public final class JpaSpentProofs implements SpentProofs {
  private final Database database;

  public JpaSpentProofs(Database database) {
    this.database = database;
  }

  @Override
  public boolean spend(String hash, Instant until, Instant now) {
    try {
      return database.callInTransaction(em -> {
        em.createQuery("delete from SpentProofRow p where p.until <= :now")
            .setParameter("now", now)
            .executeUpdate();
        em.persist(SpentProofRow.of(hash, until));
        return true;
      });
    } catch (DatabaseException e) {
      if (e.code() == DatabaseException.Code.REFUSED) {
        return false;
      }
      throw e;
    }
  }
}
