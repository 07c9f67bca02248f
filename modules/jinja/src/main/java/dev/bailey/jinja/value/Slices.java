package dev.bailey.jinja.value;

/// Under construction.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
final class Slices {
  private Slices() {}

  static Value slice(
      Value v,
      @org.jspecify.annotations.Nullable Value a,
      @org.jspecify.annotations.Nullable Value b,
      @org.jspecify.annotations.Nullable Value c,
      Execution x) {
    throw Pending.body();
  }
}
