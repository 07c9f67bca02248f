package dev.bailey.jinja.code;

/// A statement, compiled. Immutable: what changes is in the [Frame].
interface Action {
  /// Goes on with the next statement.
  int NORMAL = 0;

  /// Leaves the innermost loop.
  int BREAK = 1;

  /// Goes on with the next item of the innermost loop.
  int CONTINUE = 2;

  /// Leaves the macro; the value is in [Frame#returned].
  int RETURN = 3;

  /// Does its work and says how to go on.
  int run(Frame f);
}
