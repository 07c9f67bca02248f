package dev.bailey.jinja.value;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The entries of a dictionary that several threads read and, seldom, write: each write makes a new
/// copy, so that whoever walks over them sees them as they were. What is put in is shared too.
final class SharedEntries extends AbstractMap<Value, Value> {
  private volatile Map<Value, Value> current;

  SharedEntries(Map<Value, Value> entries) {
    this.current = new LinkedHashMap<>(entries);
    current.values().forEach(SharedEntries::share);
  }

  static void share(Value value) {
    switch (value) {
      case DictValue dict -> dict.share();
      case ListValue list -> list.share();
      case TupleValue tuple -> tuple.items().forEach(SharedEntries::share);
      default -> {}
    }
  }

  private synchronized @Nullable Value change(Function<Map<Value, Value>, @Nullable Value> write) {
    var next = new LinkedHashMap<>(current);
    Value before = write.apply(next);
    current = next;
    return before;
  }

  @Override
  public @Nullable Value put(Value key, Value value) {
    share(value);
    return change(entries -> entries.put(key, value));
  }

  @Override
  public @Nullable Value putIfAbsent(Value key, Value value) {
    share(value);
    return change(entries -> entries.putIfAbsent(key, value));
  }

  @Override
  public @Nullable Value remove(Object key) {
    return change(entries -> entries.remove(key));
  }

  @Override
  public synchronized void clear() {
    current = Map.of();
  }

  @Override
  public @Nullable Value get(Object key) {
    return current.get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return current.containsKey(key);
  }

  @Override
  public int size() {
    return current.size();
  }

  @Override
  public Set<Map.Entry<Value, Value>> entrySet() {
    return Collections.unmodifiableMap(current).entrySet();
  }
}
