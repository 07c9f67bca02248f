package dev.bailey.registry;

/// What every name here must fulfil.
final class Checks {
  private Checks() {}

  static void name(String what, String name) {
    if (name.isBlank() || name.length() > 255) {
      throw new IllegalArgumentException("the name of " + what + " has 1 to 255 characters");
    }
  }
}
