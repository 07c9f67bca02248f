package dev.bailey.security.review;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// Confirmations in memory, for tests.
public final class InMemoryConfirmations implements Confirmations {
  private final Map<String, Confirmation> kept = new ConcurrentSkipListMap<>();

  @Override
  public List<Confirmation> list() {
    return List.copyOf(kept.values());
  }

  @Override
  public void set(Confirmation confirmation) {
    kept.put(confirmation.key(), confirmation);
  }

  @Override
  public void remove(String key) {
    kept.remove(key);
  }
}
