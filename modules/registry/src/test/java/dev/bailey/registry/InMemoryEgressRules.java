package dev.bailey.registry;

import java.time.Instant;
import java.util.List;

/// Egress rules in memory, for tests.
public final class InMemoryEgressRules implements EgressRules {
  private final Kept<EgressRule> kept = new Kept<>();

  @Override
  public EgressRule add(String host, int firstPort, int lastPort, String reason, Instant at) {
    return kept.add(id -> new EgressRule(id, host, firstPort, lastPort, reason, at));
  }

  @Override
  public List<EgressRule> list() {
    return kept.all();
  }

  @Override
  public void remove(long id) {
    kept.remove(id);
  }
}
