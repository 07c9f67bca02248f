package dev.bailey.security.factor;

import dev.bailey.security.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Second factors in memory, for tests.
public final class InMemorySecondFactors implements SecondFactors {
  private final Map<UserId, SecondFactor> kept = new ConcurrentHashMap<>();

  @Override
  public Optional<SecondFactor> of(UserId user) {
    return Optional.ofNullable(kept.get(user));
  }

  @Override
  public void set(UserId user, SecondFactor factor) {
    kept.put(user, factor);
  }

  @Override
  public boolean replace(UserId user, SecondFactor expected, SecondFactor factor) {
    return kept.replace(user, expected, factor);
  }

  @Override
  public void remove(UserId user) {
    kept.remove(user);
  }
}
