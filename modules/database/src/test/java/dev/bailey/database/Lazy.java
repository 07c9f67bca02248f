package dev.bailey.database;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made when it is first asked for.
final class Lazy<T> {
  private final Supplier<T> make;
  private @Nullable T value;

  Lazy(Supplier<T> make) {
    this.make = make;
  }

  T get() {
    T known = value;
    if (known == null) {
      known = make.get();
      value = known;
    }
    return known;
  }
}
