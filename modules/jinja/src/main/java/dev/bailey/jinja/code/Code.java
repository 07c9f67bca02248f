package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Value;

/// An expression, compiled. Immutable: what changes is in the [Frame].
interface Code {
  Value eval(Frame f);

  /// Whether the value holds, for conditions: some codes know it without making a value.
  default boolean truth(Frame f) {
    return eval(f).truth();
  }

  /// Whether every evaluation gives an equal value.
  default boolean isConstant() {
    return false;
  }

  /// Whether it is constant and of a type that may become text while the template is compiled.
  default boolean isText() {
    return false;
  }
}
