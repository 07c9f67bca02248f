package dev.bailey.security.permission;

/// What is done to a thing. None implies another.
public enum Action {
  /// See it.
  READ("read"),
  /// Make a new one.
  CREATE("create"),
  /// Change or delete it.
  WRITE("write"),
  /// Start it, or stop what was started.
  RUN("run");

  private final String word;

  Action(String word) {
    this.word = word;
  }

  /// The word in a permission.
  public String word() {
    return word;
  }
}
