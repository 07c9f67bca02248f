package dev.bailey.security.provider;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Used proofs in memory, for tests.
public final class InMemorySpentProofs implements SpentProofs {
  private final Map<String, Instant> spent = new HashMap<>();

  @Override
  public synchronized boolean spend(String hash, Instant until, Instant now) {
    spent.values().removeIf(end -> !end.isAfter(now));
    return spent.putIfAbsent(hash, until) == null;
  }
}
