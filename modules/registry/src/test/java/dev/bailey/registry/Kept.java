package dev.bailey.registry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// Things in memory under numbers that are never used again.
public final class Kept<T> {
  private final ConcurrentSkipListMap<Long, T> things = new ConcurrentSkipListMap<>();
  private final AtomicLong last = new AtomicLong();

  /// Keeps what `make` makes of a fresh number.
  public T add(LongFunction<T> make) {
    long id = last.incrementAndGet();
    T thing = make.apply(id);
    things.put(id, thing);
    return thing;
  }

  /// The thing of that number.
  public Optional<T> find(long id) {
    return Optional.ofNullable(things.get(id));
  }

  /// All things, by number.
  public List<T> all() {
    return List.copyOf(things.values());
  }

  /// Replaces a thing that is there.
  public void replace(long id, T thing) {
    if (things.replace(id, thing) == null) {
      throw new IllegalArgumentException("there is no " + id);
    }
  }

  /// Forgets the thing of that number.
  public void remove(long id) {
    things.remove(id);
  }
}
