package dev.bailey.registry;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The account in memory, for tests.
public final class InMemoryAccounts implements Accounts {
  private final AtomicReference<@Nullable Account> kept = new AtomicReference<>();

  @Override
  public Account open(Instant at) {
    var fresh = new Account(Account.ID, "act_" + "a".repeat(20), "Bailey", 1, at, at);
    Account before = kept.compareAndExchange(null, fresh);
    return before == null ? fresh : before;
  }

  @Override
  public void save(Account account) {
    if (kept.get() == null) {
      throw new IllegalArgumentException("the account was never opened");
    }
    kept.set(account);
  }
}
