package dev.bailey.jinja.value;

/// Under construction.
final class Markup {
  private Markup() {}

  static Str join(java.util.List<Value> parts, Execution x) {
    throw new UnsupportedOperationException();
  }
}
