package dev.bailey.security;

import dev.bailey.security.audit.InMemoryAudit;
import dev.bailey.security.factor.InMemorySecondFactors;
import dev.bailey.security.group.InMemoryGroups;
import dev.bailey.security.password.Cost;
import dev.bailey.security.provider.InMemorySpentProofs;
import dev.bailey.security.review.InMemoryConfirmations;
import dev.bailey.security.session.InMemorySessions;
import dev.bailey.security.session.Session;
import dev.bailey.security.token.InMemoryApiTokens;
import dev.bailey.security.user.InMemorySshKeys;
import dev.bailey.security.user.InMemoryUsers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// All of security in memory, with cheap passwords, for tests.
public final class InMemorySecurity {
  private InMemorySecurity() {}

  /// Empty stores. What fails inside a transaction is not undone.
  public static SecurityStores stores() {
    var transactions =
        new Transactions() {
          @Override
          public <T> T call(Supplier<T> work) {
            return work.get();
          }
        };
    return new SecurityStores(
        new InMemoryUsers(),
        new InMemorySecondFactors(),
        new InMemoryGroups(),
        new InMemorySshKeys(),
        new InMemorySessions(),
        new InMemoryApiTokens(),
        new InMemorySpentProofs(),
        new InMemoryAudit(),
        new InMemoryConfirmations(),
        _ -> {},
        _ -> 0,
        transactions);
  }

  /// Everything as in production but for the work of a password.
  public static SecuritySettings settings() {
    return new SecuritySettings(
        new Session.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
        new Cost(64, 1, 1),
        4,
        Duration.ofDays(3),
        false,
        Optional.empty(),
        List.of());
  }

  /// All of it, on empty stores.
  public static Security at(Clock clock) {
    return new Security(stores(), settings(), clock, new SecureRandom());
  }
}
