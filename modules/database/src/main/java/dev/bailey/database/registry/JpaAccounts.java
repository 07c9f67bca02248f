package dev.bailey.database.registry;

import dev.bailey.database.Database;
import dev.bailey.database.DatabaseException;
import dev.bailey.registry.Account;
import dev.bailey.registry.Accounts;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;

/// The account in the table `account`.
public final class JpaAccounts implements Accounts {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 24;

  private final Database database;
  private final SecureRandom random;

  public JpaAccounts(Database database, SecureRandom random) {
    this.database = database;
    this.random = random;
  }

  @Override
  public Account open(Instant at) {
    return find().orElseGet(() -> create(at));
  }

  @Override
  public void save(Account account) {
    database.runInTransaction(em ->
        row(em)
            .orElseThrow(() -> new IllegalArgumentException("the account was never opened"))
            .take(account));
  }

  private Optional<Account> find() {
    return database.callInTransaction(em -> row(em).map(AccountRow::toAccount));
  }

  /// Somebody else may be first.
  private Account create(Instant at) {
    Instant now = at.truncatedTo(ChronoUnit.MICROS);
    var account = new Account(Account.ID, identifier(), "Bailey", 1, now, now);
    try {
      database.runInTransaction(em -> em.persist(AccountRow.of(account)));
      return account;
    } catch (DatabaseException e) {
      return find().orElseThrow(() -> e);
    }
  }

  private String identifier() {
    return random
        .ints(LENGTH, 0, LETTERS.length())
        .mapToObj(i -> LETTERS.substring(i, i + 1))
        .collect(Collectors.joining("", "act_", ""));
  }

  private static Optional<AccountRow> row(EntityManager em) {
    return Optional.ofNullable(em.find(AccountRow.class, Account.ID.value()));
  }
}
