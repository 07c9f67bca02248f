package dev.bailey.project.context;

import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Names as the entries of a dictionary, which is what `context` and `builtins` are in dbt. What is
/// put into it is a name from then on: packages keep what they learn there.
final class NameEntries extends AbstractMap<Value, Value> {
  private final Names names;
  private final Function<String, @Nullable Value> meaning;

  /// @param meaning what a name stands for; null when it is none
  NameEntries(Names names, Function<String, @Nullable Value> meaning) {
    this.names = names;
    this.meaning = meaning;
  }

  @Override
  public @Nullable Value get(@Nullable Object key) {
    return key instanceof Str name ? meaning.apply(name.value()) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public @Nullable Value put(Value key, Value value) {
    if (!(key instanceof Str name)) {
      throw TemplateException.typeError("a name is a string, not " + key.typeName());
    }
    Value before = get(key);
    names.set(name.value(), value);
    return before;
  }

  /// Takes back what was put.
  @Override
  public @Nullable Value remove(@Nullable Object key) {
    Value before = get(key);
    if (key instanceof Str name) {
      names.unset(name.value());
    }
    return before;
  }

  @Override
  public void clear() {
    names.names().forEach(names::unset);
  }

  @Override
  public Set<Map.Entry<Value, Value>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<Value, Value>> iterator() {
        return names.names().stream()
            .<Map.Entry<Value, Value>>mapMulti((name, found) -> {
              Value value = meaning.apply(name);
              if (value != null) {
                found.accept(Map.entry(Str.of(name), value));
              }
            })
            .iterator();
      }

      @Override
      public int size() {
        return (int) names.names().stream().map(meaning).filter(Objects::nonNull).count();
      }
    };
  }
}
