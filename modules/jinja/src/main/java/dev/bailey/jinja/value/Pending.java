package dev.bailey.jinja.value;

/// Stands for a body that is being written.
final class Pending {
  private Pending() {}

  static UnsupportedOperationException body() {
    return new UnsupportedOperationException();
  }
}
