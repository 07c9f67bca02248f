package dev.bailey.database.security;

import dev.bailey.database.Database;
import dev.bailey.database.Seals;
import dev.bailey.security.factor.SecondFactor;
import dev.bailey.security.factor.SecondFactors;
import dev.bailey.security.user.UserId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/// Second factors in the table `second_factor`, their keys sealed.
public final class JpaSecondFactors implements SecondFactors {
  private final Database database;
  private final Seals seals;

  public JpaSecondFactors(Database database, Seals seals) {
    this.database = database;
    this.seals = seals;
  }

  @Override
  public Optional<SecondFactor> of(UserId user) {
    return database.callInTransaction(em ->
        Optional.ofNullable(em.find(SecondFactorRow.class, user.value()))
            .map(row -> row.toFactor(seals)));
  }

  @Override
  public void set(UserId user, SecondFactor factor) {
    database.runInTransaction(em -> {
      Optional<SecondFactorRow> known = held(em, user);
      SecondFactorRow row = known.orElseGet(() -> SecondFactorRow.of(user));
      row.take(factor, seals);
      if (known.isEmpty()) {
        em.persist(row);
      }
    });
  }

  @Override
  public boolean replace(UserId user, SecondFactor expected, SecondFactor factor) {
    return database.callInTransaction(em -> {
      Optional<SecondFactorRow> row =
          held(em, user).filter(known -> known.toFactor(seals).equals(expected));
      row.ifPresent(known -> known.take(factor, seals));
      return row.isPresent();
    });
  }

  @Override
  public void remove(UserId user) {
    database.runInTransaction(em -> held(em, user).ifPresent(em::remove));
  }

  /// The row as it is now, which nobody else changes until this transaction has ended.
  private static Optional<SecondFactorRow> held(EntityManager em, UserId user) {
    return Optional.ofNullable(
        em.find(SecondFactorRow.class, user.value(), LockModeType.PESSIMISTIC_WRITE));
  }
}
