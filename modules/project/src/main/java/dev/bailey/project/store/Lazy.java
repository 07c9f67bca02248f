package dev.bailey.project.store;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is worked out when it is first asked for, once. Safe for use by several threads.
public final class Lazy<T> implements Supplier<T> {
  private @Nullable Supplier<? extends T> work;
  private @Nullable T value;

  private Lazy(@Nullable Supplier<? extends T> work, @Nullable T value) {
    this.work = work;
    this.value = value;
  }

  /// @param work what gives the value; let go of afterwards
  public static <T> Lazy<T> of(Supplier<? extends T> work) {
    return new Lazy<>(work, null);
  }

  /// A value that is known already.
  public static <T> Lazy<T> known(T value) {
    return new Lazy<>(null, value);
  }

  /// The value, if it was asked for before.
  public synchronized Optional<T> known() {
    return Optional.ofNullable(value);
  }

  @Override
  public synchronized T get() {
    T known = value;
    if (known == null) {
      known = java.util.Objects.requireNonNull(work).get();
      value = known;
      work = null;
    }
    return known;
  }
}
