package dev.bailey.jinja.library;

import dev.bailey.jinja.value.IteratorValue;
import dev.bailey.jinja.value.Value;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Generators: what their items are is found out when somebody asks for them.
final class Lazy {
  /// Gives the next item, or null at the end.
  @FunctionalInterface
  interface Source {
    @Nullable Value next();
  }

  /// Gives the source when the first item is asked for.
  @FunctionalInterface
  interface Start {
    Source begin();
  }

  private Lazy() {}

  /// @param function what the Python function is called that Jinja2 has for it
  static IteratorValue generator(String function, Source source) {
    return IteratorValue.generator(function, new Items(() -> source));
  }

  /// An iterator that prints in a way of its own.
  static IteratorValue shown(String typeName, Supplier<String> repr, Source source) {
    return IteratorValue.shown(typeName, repr, new Items(() -> source));
  }

  static IteratorValue iterator(String typeName, Source source) {
    return IteratorValue.of(typeName, new Items(() -> source));
  }

  /// A generator whose arguments, too, are looked at only when somebody asks for its items.
  static IteratorValue deferred(String function, Start start) {
    return IteratorValue.generator(function, new Items(start));
  }

  private static final class Items implements Iterator<Value> {
    private final Start start;
    private @Nullable Source source;
    private @Nullable Value ahead;
    private boolean isDone;

    Items(Start start) {
      this.start = start;
    }

    @Override
    public boolean hasNext() {
      if (ahead == null && !isDone) {
        if (source == null) {
          source = start.begin();
        }
        ahead = source.next();
        isDone = ahead == null;
      }
      return ahead != null;
    }

    @Override
    public Value next() {
      if (!hasNext() || ahead == null) {
        throw new NoSuchElementException();
      }
      Value item = ahead;
      ahead = null;
      return item;
    }
  }
}
