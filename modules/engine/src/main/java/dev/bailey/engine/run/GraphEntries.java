package dev.bailey.engine.run;

import dev.bailey.jinja.value.Value;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The entries of `graph`: those of the manifest belong to one template, all others to the run.
final class GraphEntries extends AbstractMap<Value, Value> {
  private final Map<Value, Value> manifest;
  private final Map<Value, Value> notes;

  /// @param notes may be read and written by several threads
  GraphEntries(Map<Value, Value> manifest, Map<Value, Value> notes) {
    this.manifest = manifest;
    this.notes = notes;
  }

  private Map<Value, Value> holding(Object key) {
    return manifest.containsKey(key) ? manifest : notes;
  }

  @Override
  public @Nullable Value get(Object key) {
    return holding(key).get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return holding(key).containsKey(key);
  }

  @Override
  public @Nullable Value put(Value key, Value value) {
    return holding(key).put(key, value);
  }

  @Override
  public @Nullable Value putIfAbsent(Value key, Value value) {
    return holding(key).putIfAbsent(key, value);
  }

  @Override
  public @Nullable Value remove(Object key) {
    return holding(key).remove(key);
  }

  @Override
  public Set<Map.Entry<Value, Value>> entrySet() {
    var all = new LinkedHashMap<>(manifest);
    all.putAll(notes);
    return all.entrySet();
  }
}
