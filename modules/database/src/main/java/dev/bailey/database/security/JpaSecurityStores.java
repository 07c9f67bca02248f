package dev.bailey.database.security;

import dev.bailey.database.Database;
import dev.bailey.database.Seals;
import dev.bailey.security.SecurityStores;
import dev.bailey.security.Transactions;
import dev.bailey.storage.keys.KeyRing;
import java.security.SecureRandom;
import java.util.function.Supplier;

/// All that security keeps, in one database.
public final class JpaSecurityStores {
  private JpaSecurityStores() {}

  /// The stores.
  ///
  /// @param ring lent, not closed
  public static SecurityStores of(Database database, KeyRing ring, SecureRandom random) {
    var seals = new Seals(ring, random);
    var logins = new Logins(ring, seals);
    return new SecurityStores(
        new JpaUsers(database, logins),
        new JpaSecondFactors(database, seals),
        new JpaGroups(database),
        new JpaSshKeys(database),
        new JpaSessions(database, seals),
        new JpaApiTokens(database),
        new JpaSpentProofs(database),
        new JpaAudit(database, ring, seals),
        new JpaConfirmations(database),
        logins,
        new RunTraces(database),
        transactions(database));
  }

  /// Transactions of a database, in which all its keepers take part.
  public static Transactions transactions(Database database) {
    return new Transactions() {
      @Override
      public <T> T call(Supplier<T> work) {
        return database.callInTransaction(_ -> work.get());
      }
    };
  }
}
