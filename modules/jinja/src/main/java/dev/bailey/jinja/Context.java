package dev.bailey.jinja;

import dev.bailey.jinja.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names that a template sees beyond its own and the environment's globals, looked up when they
/// are needed. A context belongs to whoever made it: one rendering, or many if its values allow it.
@FunctionalInterface
public interface Context {

  /// The value of `name`, or null when this context has none.
  @Nullable Value find(String name);

  /// The names it has, as far as it can tell; only used to suggest the one that was meant.
  default Collection<String> names() {
    return List.of();
  }

  /// A context without names.
  static Context empty() {
    return name -> null;
  }

  /// The names of a map, which is read live.
  static Context of(Map<String, ? extends Value> values) {
    return new Context() {
      @Override
      public @Nullable Value find(String name) {
        return values.get(name);
      }

      @Override
      public Collection<String> names() {
        return List.copyOf(values.keySet());
      }
    };
  }

  /// The names of this context, and those of `outer` that this one lacks.
  default Context over(Context outer) {
    var inner = this;
    return new Context() {
      @Override
      public @Nullable Value find(String name) {
        Value found = inner.find(name);
        return found != null ? found : outer.find(name);
      }

      @Override
      public Collection<String> names() {
        var names = new java.util.LinkedHashSet<>(inner.names());
        names.addAll(outer.names());
        return names;
      }
    };
  }
}
